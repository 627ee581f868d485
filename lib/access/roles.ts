import { type MappedRole, Role } from '../model/role'
import type { Permission } from './permissions'

const reader = [
  'connections.read',
  'profileSources.read',
  'activity.read',
  'alerts.read',
] as const satisfies Permission[]
const operator = [
  ...reader,
  'sources.upload',
  'sync.run',
  'sync.readSource',
  'schedules.pause',
  'checklist.confirm',
  // In which groups somebody is.
  'access.check',
] as const satisfies Permission[]
const peopleAdmin = [
  ...reader,
  'profileSources.register',
  'profileSources.reorder',
  'profileSources.remove',
] as const satisfies Permission[]
const admin = [
  ...operator,
  ...peopleAdmin,
  'connections.create',
  'connections.update',
  'connections.delete',
  'schema.edit',
  'schema.submit',
  'resolvers.edit',
  'resolvers.submit',
  'results.edit',
  'results.preview',
  'results.submit',
  'sync.configure',
  'sync.approveDeletions',
  'sync.approveAccess',
  'sync.purge',
  'schedules.edit',
  'alerts.edit',
  'groups.edit',
  // The values of people data in the clear; everybody else sees them masked.
  'items.readContents',
  'items.write',
  'sessions.end',
] as const satisfies Permission[]

/** A role is a set of permissions. */
const permissionsOf: Record<Role, ReadonlySet<Permission>> = {
  Reader: new Set(reader),
  Operator: new Set(operator),
  PeopleAdmin: new Set(peopleAdmin),
  Admin: new Set(admin),
}

export const roleTitles: Record<Role, string> = {
  Reader: 'Reader',
  Operator: 'Operator',
  PeopleAdmin: 'Admin of people settings',
  Admin: 'Admin',
}

export const allows = (role: Role, permission: Permission) => permissionsOf[role].has(permission)

/** The roles that allow something, the least one first. */
export const rolesThatAllow = (permission: Permission): Role[] =>
  Role.options.filter((role) => allows(role, permission))

export type RoleMap = Record<string, MappedRole>

/** App roles of the console's registration, and directory roles by template id (docs/graph-contract.md#directory-roles). */
const defaultRoleMap: RoleMap = {
  'Connectors.Admin': 'Admin',
  'Connectors.Operator': 'Operator',
  'Connectors.Reader': 'Reader',
  /** Global Administrator */
  '62e90394-69f5-4237-9190-012177145e10': 'Admin',
  /** Search Administrator */
  '0964bb5e-9bdb-4d7b-ac29-58e794862a40': 'Admin',
  /** AI Administrator */
  'd2562ede-74db-457e-a7b6-544e236ebb61': 'Admin',
  /** People Administrator */
  '024906de-61e5-49c8-8572-40335f1e0e10': 'PeopleAdmin',
  /** Search Editor */
  '8835291a-918c-4fd7-a9ce-faa49f0cf7d9': 'Operator',
  /** Global Reader */
  'f2ef992c-3afb-46b9-b7cf-a126ee74c451': 'Reader',
}

/** The roles that the claims of an ID token give, without those that another one of them contains. */
export function rolesOf(claims: { roles?: unknown; wids?: unknown }, map: RoleMap = {}): Role[] {
  const mapped = new Map(
    Object.entries({ ...defaultRoleMap, ...map }).map(([name, role]) => [name.toLowerCase(), role]),
  )
  const held = new Set(
    [...texts(claims.roles), ...texts(claims.wids)].map((name) => mapped.get(name.toLowerCase())),
  )
  const roles = Role.options.filter((role) => held.has(role))
  return roles.filter((role) => !roles.some((other) => other !== role && contains(other, role)))
}

const contains = (role: Role, other: Role) =>
  [...permissionsOf[other]].every((permission) => permissionsOf[role].has(permission))

const texts = (claim: unknown) =>
  Array.isArray(claim) ? claim.filter((value): value is string => typeof value === 'string') : []
