import { X509Certificate } from 'node:crypto'
import type { Expiry } from '../../model/connection/tenant-needs'
import type { AppCredentials, AppName, Env } from '../../platform/env'

/** When what the apps sign in with ends, as far as that is known. */
export function expiriesOf({ configuration, ingestion, signIn }: Env): Expiry[] {
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
