import { describe, expect, test } from 'vitest'
import { seedGroups, seedGuest } from '../../../lib/emulator/seed/groups'
import { openTenant } from './calls'

const alex = '9d9e74ad-9d28-50d7-b985-144a357e8e85'
const megan = '61ece98c-98d8-5e0b-9cc5-92816f08b9bd'
const idOf = (name: string) => seedGroups.find((group) => group.displayName === name)?.id ?? ''
const names = (body: { value: { displayName: string }[] }) =>
  body.value.map(({ displayName }) => displayName).sort()

describe('groups', () => {
  test('are listed, filtered and searched', async () => {
    const { call } = await openTenant()

    expect((await call('GET /groups')).body.value).toHaveLength(seedGroups.length)
    const filter = encodeURIComponent("displayName eq 'go to market'")
    const found = await call(`GET /groups?$filter=${filter}&$select=id,displayName`)
    expect(found.body.value).toEqual([{ id: idOf('Go To Market'), displayName: 'Go To Market' }])
    const headers = { consistencylevel: 'eventual' }
    const search = encodeURIComponent('"displayName:team" OR "displayName:desk"')
    expect(names((await call(`GET /groups?$search=${search}`, undefined, { headers })).body)).toEqual([
      'Marketing Team',
      'Sales Team',
      'Support Desk',
    ])
    expect(await call(`GET /groups?$search=${search}`)).toMatchObject({
      status: 400,
      body: { error: { code: 'Request_UnsupportedQuery' } },
    })
  })

  test('are shown with members, direct and nested', async () => {
    const { call } = await openTenant()
    const group = `/groups/${idOf('Go To Market')}`

    expect((await call(`GET ${group}`)).body).toMatchObject({
      displayName: 'Go To Market',
      securityEnabled: true,
    })
    expect((await call(`GET ${group}/members`)).body.value).toMatchObject([
      { '@odata.type': '#microsoft.graph.group', displayName: 'Marketing Team' },
      { '@odata.type': '#microsoft.graph.group', displayName: 'Sales Team' },
    ])
    expect(names((await call(`GET ${group}/transitiveMembers`)).body)).toContain('Alex Wilber')
    expect(await call('GET /groups/9d9e74ad-9d28-50d7-b985-144a357e8e85')).toMatchObject({
      status: 404,
      body: { error: { code: 'Request_ResourceNotFound' } },
    })
  })

  test('of somebody are found, direct and nested', async () => {
    const { call, tokenOf } = await openTenant()
    const token = tokenOf(alex, 'User.Read')

    expect(names((await call('GET /users/alexw@contoso.com/memberOf')).body)).toEqual(['Marketing Team'])
    const all = ['All Business', 'Go To Market', 'Marketing Team']
    expect(names((await call(`GET /users/${alex}/transitiveMemberOf`)).body)).toEqual(all)
    expect(names((await call('GET /me/transitiveMemberOf', undefined, { token })).body)).toEqual(all)
    expect(names((await call('GET /me/memberOf', undefined, { token })).body)).toEqual(['Marketing Team'])
    for (const [who, options] of [
      [`users/${alex}`, {}],
      ['me', { token }],
    ] as const) {
      const { body } = await call(`POST /${who}/getMemberGroups`, { securityEnabledOnly: false }, options)
      expect(body.value.sort()).toEqual(all.map(idOf).sort())
    }
    expect(await call('POST /me/getMemberGroups', {}, { token })).toMatchObject({ status: 400 })
  })

  test('hold no more than the tenant has', async () => {
    const { call } = await openTenant({ seed: 'empty' })

    expect(names((await call(`GET /groups/${idOf('Marketing Team')}/members`)).body)).toEqual([
      'Alex Wilber',
      'Megan Bowen',
    ])
  })

  test('are closed to an app without the permission', async () => {
    const { call } = await openTenant()

    for (const path of ['/groups', '/servicePrincipals', `/groups/${idOf('Support Desk')}/members`]) {
      expect(await call(`GET ${path}`, undefined, { app: 'configuration' })).toMatchObject({ status: 403 })
    }
  })
})

test('objects are looked up by id, of the types that are asked for', async () => {
  const { call } = await openTenant()
  const ids = [alex.toUpperCase(), idOf('Support Desk'), crypto.randomUUID(), alex]

  expect((await call('POST /directoryObjects/getByIds', { ids })).body.value).toMatchObject([
    { '@odata.type': '#microsoft.graph.user', id: alex },
    { '@odata.type': '#microsoft.graph.group', displayName: 'Support Desk' },
  ])
  const users = await call('POST /directoryObjects/getByIds', { ids, types: ['User'] })
  expect(users.body.value).toHaveLength(1)
  const many = Array.from({ length: 1001 }, () => crypto.randomUUID())
  expect(await call('POST /directoryObjects/getByIds', { ids: many.slice(1) })).toMatchObject({ status: 200 })
  expect(await call('POST /directoryObjects/getByIds', { ids: many })).toMatchObject({ status: 400 })
  expect(await call('POST /directoryObjects/getByIds', { ids: ['alex'] })).toMatchObject({ status: 400 })
})

test('service principals are found by the id of their application', async () => {
  const { call, appId } = await openTenant()
  const filter = (id: string) => encodeURIComponent(`appId eq '${id}'`)

  const { body } = await call(`GET /servicePrincipals?$filter=${filter(appId('ingestion'))}`)
  expect(body.value).toMatchObject([{ appId: appId('ingestion'), displayName: 'ingestion' }])
  const { id } = body.value[0]
  const assigned = await call(`GET /servicePrincipals/${id}/appRoleAssignments`)
  const graphId = encodeURIComponent("'00000003-0000-0000-c000-000000000000'")
  const graph = (await call(`GET /servicePrincipals(appId=${graphId})`)).body
  const roleNames = assigned.body.value.map(
    ({ appRoleId }: { appRoleId: string }) =>
      graph.appRoles.find((role: { id: string }) => role.id === appRoleId).value,
  )
  expect(roleNames).toEqual(['ExternalItem.ReadWrite.OwnedBy', 'User.ReadBasic.All', 'GroupMember.Read.All'])
  expect(graph.oauth2PermissionScopes).toContainEqual(
    expect.objectContaining({ value: 'User.Read', id: 'e1fe6dd8-ba31-4d61-89e7-88639da4683d', type: 'User' }),
  )
  expect(await call(`GET /servicePrincipals/${crypto.randomUUID()}`)).toMatchObject({ status: 404 })
})

test('what was granted is read from the service principals, for apps and for people', async () => {
  const { call, appId, emulator } = await openTenant()
  const principal = async (app: Parameters<typeof appId>[0]) => {
    const filter = encodeURIComponent(`appId eq '${appId(app)}'`)
    return (await call(`GET /servicePrincipals?$filter=${filter}`)).body.value[0].id as string
  }
  const portal = await principal('portal')
  const sql = 'insert into consents (clientId, userId, scope) values (?, ?, ?)'
  emulator.tenant.store.run(sql, appId('portal'), megan, 'User.ReadBasic.All')

  const { body } = await call(`GET /servicePrincipals/${portal}/oauth2PermissionGrants`)
  expect(body.value).toMatchObject([
    {
      clientId: portal,
      consentType: 'AllPrincipals',
      principalId: null,
      scope: 'User.Read ExternalItem.Read.All',
    },
    { clientId: portal, consentType: 'Principal', principalId: megan, scope: 'User.ReadBasic.All' },
  ])
  const one = encodeURIComponent(`clientId eq '${portal}' and consentType eq 'Principal'`)
  expect((await call(`GET /oauth2PermissionGrants?$filter=${one}`)).body.value).toEqual([body.value[1]])
  expect((await call(`GET /oauth2PermissionGrants/${body.value[0].id}`)).body).toMatchObject(body.value[0])
  expect(await call('GET /oauth2PermissionGrants/none')).toMatchObject({ status: 404 })

  const graph = body.value[0].resourceId
  const assigned = (await call(`GET /servicePrincipals/${graph}/appRoleAssignedTo?$top=999`)).body.value
  const ingestion = await principal('ingestion')
  const ofIngestion = await call(`GET /servicePrincipals/${ingestion}/appRoleAssignments`)
  expect(assigned.filter(({ principalId }: { principalId: string }) => principalId === ingestion)).toEqual(
    ofIngestion.body.value,
  )
  expect((await call(`GET /servicePrincipals/${ingestion}/appRoleAssignedTo`)).body.value).toEqual([])
})

test('users are searched, guests among them', async () => {
  const { call } = await openTenant()
  const headers = { consistencylevel: 'eventual' }
  const search = (text: string) =>
    call(`GET /users?$search=${encodeURIComponent(text)}&$count=true`, undefined, { headers })

  expect((await search('"displayName:wil"')).body).toMatchObject({
    '@odata.count': 2,
    value: [{ id: alex }, { displayName: 'Nestor Wilke' }],
  })
  expect(names((await search('"mail:megan" OR "displayName:robin"')).body)).toEqual([
    'Megan Bowen',
    'Robin Kline',
  ])
  expect((await search('("displayName:wil" AND "userPrincipalName:alex")')).body.value).toHaveLength(1)
  for (const text of ['displayName:alex', '"nothing:alex"', '("displayName:a"', '"displayName:a" OR']) {
    expect(await search(text)).toMatchObject({ status: 400 })
  }
  const guest = `/users/${encodeURIComponent(seedGuest.userPrincipalName)}?$select=userType,id`
  expect((await call(`GET ${guest}`)).body).toMatchObject({ userType: 'Guest', id: seedGuest.id })
})

test('what clients ask right after sign-in is there', async () => {
  const { call, emulator, tokenOf } = await openTenant()
  const token = tokenOf(megan, 'User.Read')

  const me = await call('GET /me?$select=id,displayName,mailNickname,userType,department', undefined, {
    token,
  })
  expect(me.body).toMatchObject({
    id: megan,
    mailNickname: 'megan',
    userType: 'Member',
    department: 'Marketing',
  })
  const organization = await call('GET /organization?$select=id,verifiedDomains', undefined, { token })
  expect(organization.body.value).toMatchObject([
    { id: emulator.tenantId, verifiedDomains: [{ name: 'contoso.com' }] },
  ])
  expect(await call(`GET /organization/${emulator.tenantId}`, undefined, { token })).toMatchObject({
    status: 200,
  })
  expect(await call(`GET /organization/${megan}`, undefined, { token })).toMatchObject({ status: 404 })
})
