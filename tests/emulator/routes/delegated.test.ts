import { expect, test } from 'vitest'
import { Tokens } from '../../../lib/emulator/authority/tokens'
import { directoryRoles } from '../../../lib/emulator/directory/permissions'
import { graphEndpoints } from '../../../lib/emulator/matrix/matrix'
import { everyone, openTenant } from './calls'

const alexId = '9d9e74ad-9d28-50d7-b985-144a357e8e85'
const hr = { sourceId: 'hr1', displayName: 'HR', webUrl: 'https://hr.contoso.com' }

async function signedIn(scp: string, ...wids: string[]) {
  const tenant = await openTenant()
  const { emulator, appId } = tenant
  const token = new Tokens(emulator.tenant.store, emulator.tenantId).sign({
    aud: 'https://graph.microsoft.com',
    tid: emulator.tenantId,
    appid: appId('everything'),
    oid: alexId,
    scp,
    wids,
    exp: Math.floor(Date.now() / 1000) + 600,
  })
  return { ...tenant, token }
}

test('somebody signed in finds themselves', async () => {
  const { call, token } = await signedIn('User.Read')

  expect((await call('GET /me', undefined, { token })).body).toMatchObject({ id: alexId, givenName: 'Alex' })
  expect(await call('GET /me')).toMatchObject({ status: 403 })
})

const needsAdministrator: [string, string][] = [
  ['ExternalConnection.Read.All', '/external/connections/none1'],
  ['ExternalConnection.ReadWrite.All', '/external/connections/none1'],
  ['ExternalConnection.ReadWrite.OwnedBy', '/external/connections/none1'],
  ['ExternalItem.ReadWrite.All', '/external/connections/none1/items/T1'],
  ['ExternalItem.ReadWrite.OwnedBy', '/external/connections/none1/items/T1'],
]

test.each(needsAdministrator)('%s is worth nothing without an administrator', async (scope, path) => {
  const { call, tokenOf } = await openTenant()
  const search = directoryRoles['Search Administrator']
  const status = async (...roles: string[]) =>
    (await call(`GET ${path}`, undefined, { token: tokenOf(alexId, scope, ...roles) })).status

  expect([await status(), await status(directoryRoles.member), await status(search)]).toEqual([403, 403, 404])
})

test('connections are made by an administrator only', async () => {
  const scope = 'ExternalConnection.ReadWrite.All'
  const member = await signedIn(scope)
  const administrator = await signedIn(scope, directoryRoles['AI Administrator'])
  const body = { id: 'helpdesk1', name: 'Helpdesk', description: 'Tickets' }
  const request = 'POST /external/connections'

  expect(await member.call(request, body, { token: member.token })).toMatchObject({ status: 403 })
  expect(await administrator.call(request, body, { token: administrator.token })).toMatchObject({
    status: 201,
  })
})

test('people settings are written by a People Administrator only', async () => {
  const { call, tokenOf } = await openTenant()
  const scope = 'PeopleSettings.ReadWrite.All'
  const { 'People Administrator': people, 'Global Administrator': global, ...others } = directoryRoles
  const status = async (request: string, role: string, body?: object) =>
    (await call(request, body, { token: tokenOf(alexId, scope, role) })).status
  const writes = Object.keys(graphEndpoints)
    .filter((route) => /^(POST|PATCH|DELETE) \/admin\/people/.test(route))
    .map((route) => route.replace(/:\w+/, 'none1'))

  expect(writes).toHaveLength(7)
  for (const write of writes) {
    for (const role of [people, global]) expect([write, await status(write, role)]).not.toContain(403)
    for (const role of Object.values(others)) expect([write, await status(write, role)]).toContain(403)
  }
  expect(await status('POST /admin/people/profileSources', people, hr)).toBe(201)
})

test('an item written with a delegated token is refused where the tenant is set so', async () => {
  const administrator = directoryRoles['Search Administrator']
  const { call, ready, token, settings } = await signedIn('ExternalItem.ReadWrite.All', administrator)
  await ready('helpdesk1')
  const put = () =>
    call(
      'PUT /external/connections/helpdesk1/items/T1',
      { acl: everyone, properties: { title: 'a' } },
      { token },
    )

  expect(await put()).toMatchObject({ status: 200 })
  settings.delegatedItemWrites = 'refuse'
  expect(await put()).toMatchObject({ status: 401, body: { error: { code: 'Unauthorized' } } })
})
