import { bodyOf } from '../store/body'
import type { Store } from '../store/store'

/** Which tokens of another authority are accepted in place of the app's secret. */
export type FederatedCredential = { name: string; issuer: string; subject: string; audiences: string[] }

/** An app registration with what an administrator has consented to. */
export type App = {
  name: string
  clientId: string
  objectId: string
  clientSecret: string
  permissions: string[]
  delegatedPermissions: string[]
  /** What the registration asks for and nobody has consented to yet. */
  requested?: { application?: string[]; delegated?: string[] }
  redirectUris: string[]
  /** A managed identity: no registration, no secret, nobody signs in with it. */
  identity?: { assigned: 'system' | 'user'; resourceId: string }
  federatedCredentials?: FederatedCredential[]
  /** App roles of this registration, by user principal name in lower case. */
  appRoles: Record<string, string[]>
}

export function findApp(store: Store, clientId: string) {
  return bodyOf<App>(store.get('select body from apps where clientId = ?', clientId.toLowerCase()))
}

/** An app that can sign in with a credential. A managed identity cannot. */
export function findRegistration(store: Store, clientId: string) {
  const app = findApp(store, clientId)
  return app?.identity ? undefined : app
}

/** Registrations and managed identities. */
export function listApps(store: Store) {
  const rows = store.all<{ body: string }>('select body from apps order by rowid')
  return rows.map(bodyOf<App>).filter((app) => app !== undefined)
}

export function saveApp(store: Store, app: App) {
  store.run(
    'insert into apps (clientId, body) values (?, ?) on conflict do update set body = excluded.body',
    app.clientId,
    JSON.stringify(app),
  )
}
