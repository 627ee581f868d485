import { missingRole } from '../kernel/errors'
import type { Caller, Version } from '../kernel/http'
import type { Switches } from '../switches/switches'

type Rule = {
  application: string[]
  delegated: string[]
  /** Delegated callers need this directory role besides the scope. */
  peopleAdministrator?: boolean
  onlyBeta?: boolean
}

const owned = 'ExternalConnection.ReadWrite.OwnedBy'
const connections = { read: [owned, 'ExternalConnection.Read.All', 'ExternalConnection.ReadWrite.All'] }
const writeConnections = [owned, 'ExternalConnection.ReadWrite.All']
const writeItems = ['ExternalItem.ReadWrite.OwnedBy', 'ExternalItem.ReadWrite.All']
const readItems = [...writeItems, 'ExternalItem.Read.All']
const readGroups = ['ExternalItem.Read.All', ...writeItems]
const readPeople = ['PeopleSettings.Read.All', 'PeopleSettings.ReadWrite.All']
const readUsers = ['User.ReadBasic.All', 'User.Read.All', 'Directory.Read.All']
const readGroupObjects = ['Group.ReadBasic.All', 'GroupMember.Read.All', 'Directory.Read.All']
const readMembers = ['GroupMember.Read.All', 'Directory.Read.All']

const both = (names: string[]): Rule => ({ application: names, delegated: names })
const writePeople: Rule = { ...both(['PeopleSettings.ReadWrite.All']), peopleAdministrator: true }
const signedIn: Rule = { application: [], delegated: ['User.Read', 'User.ReadBasic.All', 'User.Read.All'] }
const readOrganization: Rule = {
  application: ['Organization.Read.All', 'Directory.Read.All'],
  delegated: [...signedIn.delegated, 'Organization.Read.All', 'Directory.Read.All'],
}

const c = '/external/connections/:'

/**
 * Which permissions let a caller in, by route (docs/graph-contract.md#permissions). Parameter names do not
 * count.
 */
const rules: Record<string, Rule> = {
  'GET /external/connections': both(connections.read),
  'POST /external/connections': both(writeConnections),
  [`GET ${c}`]: both(connections.read),
  [`PATCH ${c}`]: both(writeConnections),
  [`DELETE ${c}`]: both(writeConnections),
  [`GET ${c}/schema`]: both(connections.read),
  [`PATCH ${c}/schema`]: both(writeConnections),
  [`POST ${c}/schema`]: both(writeConnections),
  [`DELETE ${c}/schema`]: both(writeConnections),
  [`GET ${c}/operations/:`]: both(connections.read),
  [`GET ${c}/quota`]: { application: [owned], delegated: [], onlyBeta: true },
  [`PUT ${c}/items/:`]: both(writeItems),
  [`PATCH ${c}/items/:`]: both(writeItems),
  [`GET ${c}/items/:`]: both(readItems),
  [`DELETE ${c}/items/:`]: both(writeItems),
  [`POST ${c}/items/:/addActivities`]: { application: writeItems, delegated: [] },
  [`POST ${c}/items/:/microsoft.graph.externalConnectors.addActivities`]: {
    application: writeItems,
    delegated: [],
  },
  [`POST ${c}/groups`]: both(writeItems),
  [`GET ${c}/groups/:`]: both(readGroups),
  [`PATCH ${c}/groups/:`]: both(writeItems),
  [`DELETE ${c}/groups/:`]: both(writeItems),
  [`GET ${c}/items`]: both(readItems),
  [`GET ${c}/groups`]: both(readGroups),
  [`GET ${c}/groups/:/members`]: both(readGroups),
  [`GET ${c}/operations`]: both(connections.read),
  [`POST ${c}/groups/:/members`]: both(writeItems),
  [`DELETE ${c}/groups/:/members/:`]: both(writeItems),
  'GET /admin/people/profileSources': both(readPeople),
  'POST /admin/people/profileSources': writePeople,
  'GET /admin/people/profileSources/:': both(readPeople),
  'PATCH /admin/people/profileSources/:': writePeople,
  'DELETE /admin/people/profileSources/:': writePeople,
  'GET /admin/people/profilePropertySettings': both(readPeople),
  'POST /admin/people/profilePropertySettings': writePeople,
  'GET /admin/people/profilePropertySettings/:': both(readPeople),
  'PATCH /admin/people/profilePropertySettings/:': writePeople,
  'DELETE /admin/people/profilePropertySettings/:': writePeople,
  'DELETE /admin/people/profilePropertySettings/:/$ref': writePeople,
  'POST /search/query': { application: [], delegated: ['ExternalItem.Read.All'] },
  'GET /users': both(readUsers),
  'GET /users/:': both(readUsers),
  'GET /users/:/profile': { application: ['User.Read.All'], delegated: signedIn.delegated, onlyBeta: true },
  'GET /groups': both(readGroupObjects),
  'GET /groups/:': both(readGroupObjects),
  'GET /groups/:/members': both(readMembers),
  'GET /groups/:/transitiveMembers': both(readMembers),
  'GET /users/:/memberOf': both(readMembers),
  'GET /users/:/transitiveMemberOf': both(readMembers),
  'POST /users/:/getMemberGroups': both(readMembers),
  'POST /directoryObjects/getByIds': both(['Directory.Read.All']),
  'GET /me': signedIn,
  'GET /me/profile': { ...signedIn, onlyBeta: true },
  'GET /me/memberOf': signedIn,
  'GET /me/transitiveMemberOf': signedIn,
  'POST /me/getMemberGroups': signedIn,
  'GET /organization': readOrganization,
  'GET /organization/:': readOrganization,
  'GET /servicePrincipals': both(['Directory.Read.All']),
  'GET /servicePrincipals/:': both(['Directory.Read.All']),
  'GET /servicePrincipals/:/appRoleAssignments': both(['Directory.Read.All']),
  'GET /servicePrincipals/:/appRoleAssignedTo': both(['Directory.Read.All']),
  'GET /servicePrincipals/:/oauth2PermissionGrants': both(['Directory.Read.All']),
  'GET /oauth2PermissionGrants': both(['Directory.Read.All']),
  'GET /oauth2PermissionGrants/:': both(['Directory.Read.All']),
}

/** Routes that need a valid token and no permission of their own: each inner request has its own check. */
const open = new Set(['POST /$batch'])

export const directoryRoles = {
  'Global Administrator': '62e90394-69f5-4237-9190-012177145e10',
  'Search Administrator': '0964bb5e-9bdb-4d7b-ac29-58e794862a40',
  'Search Editor': '8835291a-918c-4fd7-a9ce-faa49f0cf7d9',
  'People Administrator': '024906de-61e5-49c8-8572-40335f1e0e10',
  'AI Administrator': 'd2562ede-74db-457e-a7b6-544e236ebb61',
  'Global Reader': 'f2ef992c-3afb-46b9-b7cf-a126ee74c451',
  'Privileged Role Administrator': 'e8611ab8-c189-46e8-94e1-60213ab1f814',
  'Application Administrator': '9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3',
  'Cloud Application Administrator': '158c047a-c907-4556-b7ef-446551a6b5f7',
  member: 'b79fbf4d-3ef9-4689-8143-76b194e85509',
}

// Graph asks for "an administrator" without naming the roles; these are the ones its connector pages mention.
const connectorAdministrators: Record<Switches['connectorAdministrators'], string[]> = {
  connectors: [
    directoryRoles['Global Administrator'],
    directoryRoles['Search Administrator'],
    directoryRoles['AI Administrator'],
  ],
  global: [directoryRoles['Global Administrator']],
}
const peopleAdministrators = [directoryRoles['Global Administrator'], directoryRoles['People Administrator']]

const administratorScopes = new Set([
  'ExternalConnection.Read.All',
  'ExternalConnection.ReadWrite.All',
  owned,
  'ExternalItem.ReadWrite.All',
  'ExternalItem.ReadWrite.OwnedBy',
])

export const applicationPermissions = [
  'ExternalConnection.Read.All',
  'ExternalConnection.ReadWrite.All',
  owned,
  'ExternalItem.Read.All',
  'ExternalItem.ReadWrite.All',
  'ExternalItem.ReadWrite.OwnedBy',
  'PeopleSettings.Read.All',
  'PeopleSettings.ReadWrite.All',
  'User.ReadBasic.All',
  'User.Read.All',
  'Group.ReadBasic.All',
  'GroupMember.Read.All',
  'Directory.Read.All',
  'Organization.Read.All',
]
export const delegatedPermissions = ['User.Read', ...applicationPermissions]

/** The routes that have a rule, with `:` for any parameter. */
export const ruledRoutes = () => [...Object.keys(rules), ...open]

export type Access = { rule: Rule | undefined; allowsVersion(version: Version): boolean }

/** The rule of a route. Throws for a route without one, so that none is open by omission. */
export function accessOf(route: string): Access {
  const key = route.replace(/:\w+/g, ':')
  const rule = rules[key]
  if (!rule && !open.has(key)) throw new Error(`No permission rule for ${route}`)
  return { rule, allowsVersion: (version) => version === 'beta' || !rule?.onlyBeta }
}

/** Lets the caller in or refuses. Tells whether only an OwnedBy permission does. */
export function authorize({ rule }: Access, caller: Caller, rules: Switches): { ownedOnly: boolean } {
  if (!rule) return { ownedOnly: false }
  const wanted = caller.kind === 'app' ? rule.application : rule.delegated
  const granted = wanted.filter((name) => caller.permissions.has(name))
  if (granted.length === 0) {
    throw missingRole().because(
      wanted.length === 0
        ? `Not supported with ${caller.kind === 'app' ? 'application' : 'delegated'} permissions.`
        : `The token has none of ${wanted.join(', ')}.`,
    )
  }
  if (caller.kind === 'user') {
    if (rule.peopleAdministrator && !peopleAdministrators.some((id) => caller.wids.has(id))) {
      throw missingRole().because('The signed-in user is not a People Administrator.')
    }
    const administrator = connectorAdministrators[rules.connectorAdministrators].some((id) =>
      caller.wids.has(id),
    )
    if (!administrator && granted.every((name) => administratorScopes.has(name))) {
      throw missingRole().because('The signed-in user is not an administrator, which these scopes demand.')
    }
  }
  return { ownedOnly: granted.every((name) => name.endsWith('.OwnedBy')) }
}
