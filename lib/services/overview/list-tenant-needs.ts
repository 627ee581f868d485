import { X509Certificate } from 'node:crypto'
import { z } from 'zod'
import { getGlobalSetting, listProfileSources } from '../../graph/profile-sources'
import { noPeople } from '../../model/cloud'
import { type Expiry, expiryNeeds, sourceNeeds } from '../../model/connection/tenant-needs'
import { joinPriority } from '../../model/people/source-priority'
import type { AppCredentials, AppName, Env } from '../../platform/env'
import { query } from '../command'

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

function expiriesOf({ configuration, ingestion, signIn }: Env): Expiry[] {
  const own = ingestion === configuration ? [] : [expiryOf('INGESTION', ingestion)]
  return [expiryOf('CONFIGURATION', configuration), ...own, expiryOf('SIGNIN', signIn)].flat()
}

/** A certificate says when it ends; of a secret only Entra knows, unless it is configured. */
function expiryOf(app: AppName, { clientId, secretExpires, certificatePem }: AppCredentials): Expiry[] {
  if (certificatePem) {
    const at = new Date(new X509Certificate(certificatePem).validTo).toISOString()
    return [{ app, clientId, what: 'certificate', at }]
  }
  return secretExpires ? [{ app, clientId, what: 'secret', at: secretExpires }] : []
}
