import { applicationPermissions, delegatedPermissions } from '../directory/permissions'
import type { Store } from '../store/store'
import { seedDirectory } from './groups'
import { seedIdentities } from './identities'
import { type SeedUser, seedUsers } from './users'

export type Seed = 'demo' | 'empty'

/** Which tokens of another authority stand for an app's own secret. */
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

export type User = SeedUser & { tenantId: string }

export const tenantId = '7d5c6a0e-3b0f-4f0c-9b4e-6a1d2c7e8f10'
export const foreignTenantId = 'c1b2f6de-58a4-4d07-8f4d-0f9a3e5b7721'
export const entraSourceId = '4ce763dd-9214-4eff-af7c-da491cc3782d'

const foreignUser: SeedUser = {
  id: 'e4b0a0d5-6f3b-4d1c-8f57-2a9f0c6d1b33',
  userPrincipalName: 'sam@fabrikam.com',
  displayName: 'Sam Rivera',
  mail: 'sam@fabrikam.com',
  jobTitle: 'Consultant',
  department: 'Fabrikam',
  accountEnabled: true,
  userType: 'Member',
}

/** Who may consent for the tenant. Not one of the people, so that samples about them need not know of it. */
const administrator: SeedUser = {
  id: '5c1b8f0a-2d64-4e39-9a77-c0e6f4d1b285',
  userPrincipalName: 'admin@contoso.com',
  displayName: 'MOD Administrator',
  mail: 'admin@contoso.com',
  jobTitle: 'IT Administrator',
  department: 'IT',
  accountEnabled: true,
  userType: 'Member',
  directoryRole: 'Global Administrator',
}

const sampleSignIns = [
  'alexw@contoso.com',
  'luisg@contoso.com',
  'megan@contoso.com',
  'alland@contoso.com',
  'diegos@contoso.com',
  'adelev@contoso.com',
  administrator.userPrincipalName,
  foreignUser.userPrincipalName,
]

const portalRoles = seedUsers.flatMap(({ userPrincipalName, portalRole }) =>
  portalRole ? [[userPrincipalName, [`Connectors.${portalRole}`]] as const] : [],
)

const portalId = '0a6f1c5e-9d2b-4c38-8f61-51b7e3d90a04'
const everyone = { delegatedPermissions, redirectUris: [], appRoles: {} }
const apps: App[] = [
  {
    ...everyone,
    name: 'everything',
    clientId: '0a6f1c5e-9d2b-4c38-8f61-51b7e3d90a01',
    objectId: '0a6f1c5e-9d2b-4c38-8f61-51b7e3d90b01',
    clientSecret: 'local-tenant-everything-secret',
    permissions: applicationPermissions,
  },
  {
    ...everyone,
    name: 'configuration',
    clientId: '0a6f1c5e-9d2b-4c38-8f61-51b7e3d90a02',
    objectId: '0a6f1c5e-9d2b-4c38-8f61-51b7e3d90b02',
    clientSecret: 'local-tenant-configuration-secret',
    permissions: ['ExternalConnection.ReadWrite.OwnedBy', 'PeopleSettings.ReadWrite.All'],
  },
  {
    ...everyone,
    name: 'ingestion',
    clientId: '0a6f1c5e-9d2b-4c38-8f61-51b7e3d90a03',
    objectId: '0a6f1c5e-9d2b-4c38-8f61-51b7e3d90b03',
    clientSecret: 'local-tenant-ingestion-secret',
    permissions: ['ExternalItem.ReadWrite.OwnedBy', 'User.ReadBasic.All'],
  },
  {
    name: 'portal',
    clientId: portalId,
    objectId: '0a6f1c5e-9d2b-4c38-8f61-51b7e3d90b04',
    clientSecret: 'local-tenant-portal-secret',
    permissions: [],
    delegatedPermissions: ['User.Read', 'ExternalItem.Read.All'],
    redirectUris: [],
    appRoles: Object.fromEntries(portalRoles),
  },
]

/** Fills a tenant that is empty; one that has been seeded keeps what it has. */
export function seedTenant(store: Store, seed: Seed, redirectUris: string[]) {
  store.transaction(() => {
    if (!store.get("select 1 from meta where name = 'seed'")) {
      store.run("insert into meta (name, value) values ('seed', ?)", seed)
      const members = seedUsers.filter(
        (user) => seed === 'demo' || sampleSignIns.includes(user.userPrincipalName),
      )
      for (const user of members) addUser(store, { ...user, tenantId })
      addUser(store, { ...administrator, tenantId })
      addUser(store, { ...foreignUser, tenantId: foreignTenantId })
      seedDirectory(store, tenantId)
      for (const app of [...apps, ...seedIdentities]) saveApp(store, app)
      seedPeopleSettings(store)
    }
    const stored = findApp(store, portalId)
    if (!stored) throw new Error('The tenant has no app registration for the portal.')
    saveApp(store, { ...stored, redirectUris: [...new Set([...stored.redirectUris, ...redirectUris])] })
  })
}

function seedPeopleSettings(store: Store) {
  const source = {
    id: '27f1af62-7d83-4e5c-a3a4-1f0b7c9d5e66',
    sourceId: entraSourceId,
    displayName: 'Microsoft Entra',
    kind: 'MSEntra',
    webUrl: 'https://login.microsoftonline.com',
    localizations: [],
  }
  store.run(
    'insert into profileSources (sourceId, id, body, createdAt) values (?, ?, ?, ?)',
    source.sourceId,
    source.id,
    JSON.stringify(source),
    Date.now(),
  )
  const url = `https://graph.microsoft.com/v1.0/admin/people/profileSources(sourceId='${entraSourceId}')`
  const id = '00000000-0000-0000-0000-000000000001'
  const setting = { id, name: null, displayName: null, prioritizedSourceUrls: [url] }
  store.run(
    'insert into profileSettings (id, body, createdAt) values (?, ?, ?)',
    setting.id,
    JSON.stringify(setting),
    Date.now(),
  )
}

function addUser(store: Store, user: User) {
  store.run(
    'insert into users (id, userPrincipalName, tenantId, body) values (?, ?, ?, ?)',
    user.id,
    user.userPrincipalName,
    user.tenantId,
    JSON.stringify(user),
  )
}

export function findUser(store: Store, userPrincipalName: string) {
  const sql = 'select body from users where userPrincipalName = ?'
  return parsed<User>(store.get(sql, userPrincipalName))
}

export function findUserById(store: Store, id: string) {
  return parsed<User>(store.get('select body from users where id = ?', id))
}

/** Those offered on the sign-in page first: one for each way into the portal, and two that it refuses. */
export function listAccounts(store: Store) {
  const users = store.all<{ body: string }>('select body from users order by rowid').map(parsed<User>)
  const known = users.filter((user) => user !== undefined)
  const place = ({ userPrincipalName }: User) => sampleSignIns.indexOf(userPrincipalName)
  const sample = known.filter((user) => place(user) >= 0).sort((a, b) => place(a) - place(b))
  return { sample, others: known.filter((user) => place(user) < 0) }
}

export function findApp(store: Store, clientId: string) {
  return parsed<App>(store.get('select body from apps where clientId = ?', clientId.toLowerCase()))
}

/** What can sign in and prove itself, which a managed identity cannot. */
export function findRegistration(store: Store, clientId: string) {
  const app = findApp(store, clientId)
  return app?.identity ? undefined : app
}

/** Registrations and managed identities. */
export function listApps(store: Store) {
  const rows = store.all<{ body: string }>('select body from apps order by rowid')
  return rows.map(parsed<App>).filter((app) => app !== undefined)
}

export function saveApp(store: Store, app: App) {
  store.run(
    'insert into apps (clientId, body) values (?, ?) on conflict do update set body = excluded.body',
    app.clientId,
    JSON.stringify(app),
  )
}

function parsed<T>(row: { body: string } | undefined) {
  return row && (JSON.parse(row.body) as T)
}

/** What an account may do in the portal, in words; null when the portal has to refuse it. */
export function portalRoleOf(user: User): string | null {
  if (user.portalRole) return user.portalRole
  if (user.directoryRole === 'Global Administrator') return 'Admin (Global Administrator)'
  if (user.directoryRole === 'Search Administrator') return 'Admin (Search Administrator)'
  if (user.directoryRole === 'People Administrator') return 'Reader, Admin for people (People Administrator)'
  return null
}
