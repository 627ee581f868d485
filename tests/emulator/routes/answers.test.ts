import { expect, test } from 'vitest'
import { graphRoutes } from '../../../lib/emulator/routes/graph-routes'
import { seedGroups } from '../../../lib/emulator/seed/groups'
import { everyone, openTenant, peopleSchema, ticketSchema } from './calls'

type Tenant = Awaited<ReturnType<typeof openTenant>>
type Ask = { path?: string; body?: unknown; beta?: boolean; signedIn?: boolean; refused?: number }

const alex = '9d9e74ad-9d28-50d7-b985-144a357e8e85'
const group = seedGroups[0]?.id ?? ''
const c = '/external/connections'
const ci = `${c}/:connectionId`
const item = `${ci}/items/:itemId`
const sources = '/admin/people/profileSources'
const settings = '/admin/people/profilePropertySettings'
const activities = [
  { type: 'viewed', startDateTime: '2026-01-31T08:00:00Z', performedBy: { id: alex, type: 'user' } },
]
const searched = [{ entityTypes: ['externalItem'], query: { queryString: '*' } }]
const properties = { title: 'Printer', 'tags@odata.type': 'Collection(String)', tags: ['a'], votes: 3 }
const source = { sourceId: 'hr1', displayName: 'HR', webUrl: 'https://hr.contoso.com' }
const signedIn = true
const beta = true

/** What each route is asked, in this order, so that it has something to answer. */
const asked: Record<string, Ask> = {
  [`POST ${c}`]: { body: { id: 'wiki1', name: 'Wiki', description: 'All we know' } },
  [`GET ${c}`]: {},
  [`GET ${ci}`]: {},
  [`PATCH ${ci}`]: { body: { description: 'Other words' } },
  [`POST ${ci}/schema`]: { path: `${c}/wiki1/schema`, body: ticketSchema },
  [`PATCH ${ci}/schema`]: { body: ticketSchema },
  [`GET ${ci}/schema`]: {},
  [`DELETE ${ci}/schema`]: { refused: 404 },
  [`GET ${ci}/operations/:operationId`]: {},
  [`GET ${ci}/quota`]: { beta },
  [`PUT ${item}`]: { body: { acl: everyone, properties, content: { type: 'text', value: 'jam' } } },
  [`PATCH ${item}`]: { body: { acl: everyone } },
  [`GET ${item}`]: {},
  [`POST ${item}/addActivities`]: { body: { activities } },
  [`POST ${item}/microsoft.graph.externalConnectors.addActivities`]: { body: { activities } },
  [`POST ${ci}/groups`]: { body: { id: 'tier1', displayName: 'First line' } },
  [`GET ${ci}/groups/:groupId`]: {},
  [`PATCH ${ci}/groups/:groupId`]: { body: { displayName: 'Second line' } },
  [`GET ${ci}/items`]: {},
  [`GET ${ci}/groups`]: {},
  [`GET ${ci}/groups/:groupId/members`]: {},
  [`GET ${ci}/operations`]: {},
  [`POST ${ci}/groups/:groupId/members`]: { body: { id: alex, type: 'user' } },
  [`DELETE ${ci}/groups/:groupId/members/:identityId`]: {},
  [`DELETE ${ci}/groups/:groupId`]: {},
  [`POST ${sources}`]: { body: source },
  [`GET ${sources}`]: {},
  [`GET ${sources}/:sourceId`]: {},
  [`PATCH ${sources}/:sourceId`]: { body: { displayName: 'HR system' } },
  [`DELETE ${sources}/:sourceId`]: {},
  [`POST ${settings}`]: { body: { name: 'positions', prioritizedSourceUrls: [] } },
  [`GET ${settings}`]: {},
  [`GET ${settings}/:settingId`]: {},
  [`PATCH ${settings}/:settingId`]: { body: { prioritizedSourceUrls: [] } },
  [`DELETE ${settings}/:settingId/$ref`]: {},
  [`DELETE ${settings}/:settingId`]: { path: `${settings}/00000000-0000-0000-0000-000000000001` },
  'GET /users': {},
  'GET /users/:userId': {},
  'GET /users/:userId/profile': { beta },
  'GET /users/:userId/memberOf': {},
  'GET /users/:userId/transitiveMemberOf': {},
  'POST /users/:userId/getMemberGroups': { body: { securityEnabledOnly: false } },
  'GET /me': { signedIn },
  'GET /me/profile': { signedIn, beta },
  'GET /me/memberOf': { signedIn },
  'GET /me/transitiveMemberOf': { signedIn },
  'POST /me/getMemberGroups': { signedIn, body: { securityEnabledOnly: false } },
  'GET /organization': {},
  'GET /organization/:organizationId': {},
  'GET /groups': {},
  'GET /groups/:groupId': { path: `/groups/${group}` },
  'GET /groups/:groupId/members': { path: `/groups/${group}/members` },
  'GET /groups/:groupId/transitiveMembers': { path: `/groups/${group}/transitiveMembers` },
  'POST /directoryObjects/getByIds': { body: { ids: [alex, group] } },
  'GET /servicePrincipals': {},
  'GET /servicePrincipals/:principalId': {},
  'GET /servicePrincipals/:principalId/appRoleAssignments': {},
  'GET /servicePrincipals/:principalId/appRoleAssignedTo': {},
  'GET /servicePrincipals/:principalId/oauth2PermissionGrants': {},
  'GET /oauth2PermissionGrants': {},
  'GET /oauth2PermissionGrants/:grantId': {},
  'POST /search/query': { signedIn, body: { requests: searched } },
  'POST /$batch': { body: { requests: [{ id: '1', method: 'GET', url: `${c}/helpdesk1` }] } },
  [`DELETE ${item}`]: {},
  [`DELETE ${ci}`]: { path: `${c}/wiki1` },
}

/** The values that the tenant has for the names in a route. */
async function valuesOf({ call }: Tenant): Promise<Record<string, string>> {
  const principals = await call('GET /servicePrincipals')
  const operations = await call(`PATCH ${c}/helpdesk1/schema`, ticketSchema)
  const grants = await call('GET /oauth2PermissionGrants')
  const created = await call(`POST ${settings}`, { name: 'skills', prioritizedSourceUrls: [] })
  return {
    connectionId: 'helpdesk1',
    itemId: 'T1',
    groupId: 'tier1',
    identityId: alex,
    sourceId: 'hr1',
    userId: alex,
    settingId: created.body.id,
    organizationId: '7d5c6a0e-3b0f-4f0c-9b4e-6a1d2c7e8f10',
    principalId: principals.body.value[0].id,
    grantId: grants.body.value[0].id,
    operationId: operations.headers.get('location')?.split('/').at(-1) ?? '',
  }
}

// Each answer passes the check of `call`: types, enumeration members, nullability, and no member besides.
test.each(['v1.0', 'beta'] as const)(
  'each route answers in the shape of the metadata, on %s',
  async (version) => {
    const tenant = await openTenant({ settings: { undocumentedLists: 'answer' } })
    const { call, ready, tokenOf, settings: tenantSettings } = tenant
    tenantSettings.provisioningMs = 0
    await ready('helpdesk1')
    await ready('people1', peopleSchema, { contentCategory: 'people' })
    const values = await valuesOf(tenant)
    const token = tokenOf(alex, 'User.Read ExternalItem.Read.All GroupMember.Read.All')
    const statuses: [string, number][] = []

    for (const [route, ask] of Object.entries(asked)) {
      if (ask.beta && version === 'v1.0') continue
      const [method = '', place = ''] = route.split(' ')
      const path = ask.path ?? place.replace(/:(\w+)/g, (_, name: string) => values[name] ?? '')
      const options = { version, ...(ask.signedIn ? { token } : {}) }
      const { status } = await call(`${method} ${path}`, ask.body, options)
      if (status >= 300 && status !== ask.refused) statuses.push([route, status])
    }

    expect(statuses).toEqual([])
  },
)

const made: [string, string, unknown?][] = [
  ['a connection that is made', `POST ${c}`, { id: 'wiki1', name: 'Wiki', description: 'All we know' }],
  ['a connection', `GET ${c}/helpdesk1`],
  ['an item that is put', `PUT ${c}/helpdesk1/items/T2`, { acl: everyone, properties }],
  ['an item', `GET ${c}/helpdesk1/items/T1`],
  ['a group that is made', `POST ${c}/helpdesk1/groups`, { displayName: 'First line', id: 'tier2' }],
  ['a group', `GET ${c}/helpdesk1/groups/tier1`],
  ['a member', `POST ${c}/helpdesk1/groups/tier1/members`, { type: 'user', id: alex }],
  ['a profile source that is made', `POST ${sources}`, source],
  ['a profile source', `GET ${sources}/4ce763dd-9214-4eff-af7c-da491cc3782d`],
  ['a setting that is made', `POST ${settings}`, { name: 'positions', prioritizedSourceUrls: [] }],
  ['a setting', `GET ${settings}/00000000-0000-0000-0000-000000000001`],
]

test.each(made)('the id comes first in %s', async (_, request, body) => {
  const { call, ready } = await openTenant()
  await ready('helpdesk1')
  await call(`PUT ${c}/helpdesk1/items/T1`, { acl: everyone, properties })
  await call(`POST ${c}/helpdesk1/groups`, { displayName: 'First line', id: 'tier1' })

  const answered = await call(request, body)
  expect(Object.keys(answered.body).filter((name) => !name.includes('@'))[0]).toBe('id')
})

test('the id comes first in an operation', async () => {
  const { call, ready } = await openTenant()
  await ready('helpdesk1')
  const { headers } = await call(`PATCH ${c}/helpdesk1/schema`, ticketSchema)

  const { body } = await call(`GET ${headers.get('location')}`)
  expect(Object.keys(body)).toEqual(['@odata.context', 'id', 'status', 'error'])
})

test('each route is asked', () => {
  const routes = graphRoutes.flatMap((one) => Object.keys(one))

  expect(Object.keys(asked).sort()).toEqual(routes.sort())
})
