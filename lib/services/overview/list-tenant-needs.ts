import { z } from 'zod'
import { getGlobalSetting, listProfileSources } from '../../graph/profile-sources'
import { noPeople } from '../../model/cloud'
import type { Need } from '../../model/connection/needs'
import { expiryNeeds, sourceNeeds } from '../../model/connection/tenant-needs'
import { joinPriority } from '../../model/people/source-priority'
import { query } from '../command'
import { expiriesOf } from './expiries'

export interface TenantNeeds {
  needs: Need[]
  /** The ids of the profile sources, in lower case; null in a cloud that has none. */
  registered: string[] | null
}

/** What an admin should do that concerns no single connection: profile sources out of place, secrets that end. */
export const listTenantNeeds = query({
  name: 'listTenantNeeds',
  permission: 'profileSources.read',
  input: z.object({}),
  on: 'tenant',
  async run({ configuration, settings, clock }): Promise<TenantNeeds> {
    const expiring = expiryNeeds(expiriesOf(settings), clock())
    if (noPeople(settings)) return { needs: expiring, registered: null }
    const [setting, sources] = await Promise.all([
      getGlobalSetting(configuration),
      listProfileSources(configuration),
    ])
    return {
      needs: [...expiring, ...sourceNeeds(joinPriority(setting, sources, []))],
      registered: sources.map(({ sourceId }) => sourceId.toLowerCase()),
    }
  },
})
