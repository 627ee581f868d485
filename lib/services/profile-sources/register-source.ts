import { z } from 'zod'
import { needReadyPeopleConnection } from '../../graph/connections'
import { createProfileSource, prioritizeSource } from '../../graph/profile-sources'
import { NewProfileSource } from '../../model/people/profile-source'
import { command } from '../command'

/** Registers a connection as a profile source and gives it its place in the list, in that order. */
export const registerSource = command({
  name: 'registerSource',
  permission: 'profileSources.register',
  input: NewProfileSource.extend({ place: z.enum(['first', 'last']) }),
  on: 'tenant',
  target: ({ sourceId }) => sourceId,
  async run({ configuration }, { place, ...source }) {
    await needReadyPeopleConnection(configuration, source.sourceId)
    await createProfileSource(configuration, source)
    await prioritizeSource(configuration, source.sourceId, place)
  },
})
