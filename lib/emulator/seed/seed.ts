import { applicationPermissions, delegatedPermissions } from '../directory/permissions'
import type { Store } from '../store/store'
import { addUser, administrator, foreignUser, sampleSignIns } from './accounts'
import { type App, findApp, saveApp } from './apps'
import { seedDirectory } from './groups'
import { seedIdentities } from './identities'
import { seedUsers } from './users'

export type Seed = 'demo' | 'empty'

export const tenantId = '7d5c6a0e-3b0f-4f0c-9b4e-6a1d2c7e8f10'
const foreignTenantId = 'c1b2f6de-58a4-4d07-8f4d-0f9a3e5b7721'
const entraSourceId = '4ce763dd-9214-4eff-af7c-da491cc3782d'

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
    permissions: ['ExternalItem.ReadWrite.OwnedBy', 'User.ReadBasic.All', 'GroupMember.Read.All'],
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
