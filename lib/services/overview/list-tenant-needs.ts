import { z } from 'zod'
import { getGlobalSetting, listProfileSources } from '../../graph/profile-sources'
import { noPeople } from '../../model/cloud'
import { expiryNeeds, sourceNeeds } from '../../model/connection/tenant-needs'
import { joinPriority } from '../../model/people/source-priority'
import { query } from '../command'
import { expiriesOf } from './expiries'

/** What an admin should do that concerns no single connection: profile sources out of place, secrets that end. */
export const listTenantNeeds = query({
  name: 'listTenantNeeds',
  permission: 'profileSources.read',
  input: z.object({}),
  on: 'tenant',
  async run({ configuration, settings, clock }) {
    const expiring = expiryNeeds(expiriesOf(settings), clock())
    if (noPeople(settings)) return expiring
    const [setting, sources] = await Promise.all([
      getGlobalSetting(configuration),
      listProfileSources(configuration),
    ])
    return [...expiring, ...sourceNeeds(joinPriority(setting, sources, []))]
  },
})
