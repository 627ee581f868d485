import { permissionIds } from '../directory/permission-ids'
import type { directoryRoles } from '../directory/permissions'
import type { User } from '../seed/accounts'
import { type App, saveApp } from '../seed/apps'
import type { Store } from '../store/store'
import { rulesOf } from '../switches/switches'
import type { AuthorityRequest } from './request'
import { graphScopes } from './scopes'

/** Permissions by name: of the app itself, and delegated ones. */
export type Permissions = { application: string[]; delegated: string[] }

/** The permissions that a registration requests but does not have. */
export const requestedBy = ({ requested, permissions, delegatedPermissions }: App): Permissions => ({
  application: [...new Set([...permissions, ...(requested?.application ?? [])])],
  delegated: [...new Set([...delegatedPermissions, ...(requested?.delegated ?? [])])],
})

/** What an app may do for somebody, by consent for the whole tenant or by their own. */
export function consentedScopes(store: Store, app: App, user: User): string[] {
  const sql = 'select scope from consents where clientId = ? and userId = ? order by rowid'
  const own = store.all<{ scope: string }>(sql, app.clientId, user.id)
  return [...new Set([...app.delegatedPermissions, ...own.map(({ scope }) => scope)])]
}

export function missingScopes(store: Store, app: App, user: User, scopes: string[]) {
  const consented = new Set(consentedScopes(store, app, user))
  return graphScopes(scopes).filter((scope) => !consented.has(scope))
}

export function consentForUser(store: Store, app: App, user: User, scopes: string[]) {
  for (const scope of scopes) {
    const sql = 'insert or ignore into consents (clientId, userId, scope) values (?, ?, ?)'
    store.run(sql, app.clientId, user.id, scope)
  }
}

export function consentForTenant(store: Store, app: App, { application, delegated }: Permissions) {
  saveApp(store, {
    ...app,
    permissions: [...new Set([...app.permissions, ...application])],
    delegatedPermissions: [...new Set([...app.delegatedPermissions, ...delegated])],
  })
}

const isOfConnectors = (name: string) => /^External(?:Item|Connection)\./.test(name)
const grantsAll = () => true
const grantsDelegated = ({ application }: Permissions) => application.length === 0

/** Roles that consent for a tenant, and to what: those of applications grant no app a permission on Graph itself. */
const administrators: Record<string, (wanted: Permissions) => boolean> = {
  'Global Administrator': grantsAll,
  'Privileged Role Administrator': grantsAll,
  'Application Administrator': grantsDelegated,
  'Cloud Application Administrator': grantsDelegated,
  'AI Administrator': ({ application, delegated }) => [...application, ...delegated].every(isOfConnectors),
} satisfies Partial<Record<keyof typeof directoryRoles, (wanted: Permissions) => boolean>>

export const mayConsentForTenant = ({ tenant }: AuthorityRequest, user: User, wanted: Permissions) =>
  user.tenantId === tenant.id && (administrators[user.directoryRole ?? '']?.(wanted) ?? false)

/** Whether anybody may consent to these for themselves. */
export const needsNoAdministrator = ({ tenant }: AuthorityRequest, scopes: string[]) =>
  rulesOf(tenant.settings).userConsent === 'allow' &&
  scopes.every((scope) => permissionIds[scope]?.adminConsent === false)
