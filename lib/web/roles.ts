import { allows, type Grant, type Role } from '../model/role'

export type RoleMap = Record<string, Grant>

/**
 * App roles of the console's registration, and directory roles by template id
 * (docs/graph-contract.md#directory-roles).
 */
export const defaultRoleMap: RoleMap = {
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

/** `role` holds everywhere but in the people settings, where `peopleRole` does. Null: no access. */
export interface Roles {
  role: Role | null
  peopleRole: Role | null
}

const grants: Record<Grant, Roles> = {
  Admin: { role: 'Admin', peopleRole: 'Admin' },
  Operator: { role: 'Operator', peopleRole: 'Operator' },
  Reader: { role: 'Reader', peopleRole: 'Reader' },
  PeopleAdmin: { role: 'Reader', peopleRole: 'Admin' },
  None: { role: null, peopleRole: null },
}

/** The best that any of the claims gives. */
export function roleOf(claims: { roles?: unknown; wids?: unknown }, map: RoleMap = {}): Roles {
  const merged = new Map(
    Object.entries({ ...defaultRoleMap, ...map }).map(([name, grant]) => [name.toLowerCase(), grant]),
  )
  const held = [...texts(claims.roles), ...texts(claims.wids)].map((name) => merged.get(name.toLowerCase()))
  return held.reduce<Roles>((best, grant) => {
    const { role, peopleRole } = grants[grant ?? 'None']
    return { role: higher(best.role, role), peopleRole: higher(best.peopleRole, peopleRole) }
  }, grants.None)
}

const texts = (claim: unknown) =>
  Array.isArray(claim) ? claim.filter((value): value is string => typeof value === 'string') : []

function higher(one: Role | null, other: Role | null) {
  if (!one || !other) return one ?? other
  return allows(one, other) ? one : other
}
