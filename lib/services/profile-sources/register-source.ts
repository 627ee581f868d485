import { z } from 'zod'
import { oweAfterRegistration } from '../../db/debts'
import { needReadyPeopleConnection } from '../../graph/connections'
import { createProfileSource, isRegistered, prioritizeSource } from '../../graph/profile-sources'
import { NewProfileSource } from '../../model/people/profile-source'
import { command } from '../command'

/** Registers a connection as a profile source and gives it its place in the list, in that order. */
export const registerSource = command({
  name: 'registerSource',
  permission: 'profileSources.register',
  input: NewProfileSource.extend({ place: z.enum(['first', 'last']) }),
  on: 'tenant',
  target: ({ sourceId }) => sourceId,
  async run({ db, configuration, before, after }, { place, ...source }) {
    const { sourceId } = source
    await needReadyPeopleConnection(configuration, sourceId)
    const known = await isRegistered(configuration, sourceId)
    before({ registered: known })
    await createProfileSource(configuration, source)
    if (known === false) await oweAfterRegistration(db, sourceId)
    const order = await prioritizeSource(configuration, source.sourceId, place)
    before({ registered: known, order: order.before })
    after({ registered: true, source, order: order.after })
  },
})
