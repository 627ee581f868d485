import { z } from 'zod'
import { getGlobalSetting, listProfileSources } from '../../graph/profile-sources'
import { joinPriority } from '../../model/people/source-priority'
import { query } from '../command'
import { listConnections } from '../connections/look-up'

/** The prioritized list joined with the registered sources and the people connections. */
export const readProfileSources = query({
  name: 'readProfileSources',
  permission: 'profileSources.read',
  input: z.object({}),
  on: 'tenant',
  async run({ db, configuration }) {
    return joinPriority(
      ...(await Promise.all([
        getGlobalSetting(configuration),
        listProfileSources(configuration),
        listConnections({ db, configuration }),
      ])),
    )
  },
})
