import { expect, test } from 'vitest'
import { openTenant } from './calls'

const app = 'ingestion'
const alex = 'alexw@contoso.com'

test('a user is found by principal name and by id', async () => {
  const { call, url } = await openTenant()

  const { body } = await call(
    `GET /users/${alex.toUpperCase()}?$select=id,userPrincipalName,mail`,
    undefined,
    { app },
  )
  expect(body).toEqual({
    '@odata.context': `${url}/v1.0/$metadata#users(id,userPrincipalName,mail)/$entity`,
    id: expect.stringMatching(/^[0-9a-f-]{36}$/),
    userPrincipalName: alex,
    mail: alex,
  })
  expect((await call(`GET /users/${body.id}`, undefined, { app })).body).toMatchObject({
    givenName: 'Alex',
    surname: 'Wilber',
    userPrincipalName: alex,
  })
  expect((await call(`GET /users('${alex}')`, undefined, { app })).status).toBe(200)
})

test('somebody unknown, or of another tenant, is not found', async () => {
  const { call } = await openTenant()

  for (const name of ['nobody@contoso.com', 'sam@fabrikam.com']) {
    expect(await call(`GET /users/${name}`, undefined, { app })).toMatchObject({
      status: 404,
      body: { error: { code: 'Request_ResourceNotFound', message: expect.stringContaining(name) } },
    })
  }
})

test('users are filtered, selected and paged', async () => {
  const { call } = await openTenant()
  const find = async (filter: string) =>
    (await call(`GET /users?$filter=${encodeURIComponent(filter)}`, undefined, { app })).body.value

  expect(await find(`userPrincipalName eq '${alex}'`)).toMatchObject([{ displayName: 'Alex Wilber' }])
  expect(await find(`mail eq '${alex}'`)).toHaveLength(1)
  expect(await find("startswith(displayName,'Alex')")).toHaveLength(1)
  const first = await call('GET /users?$top=5&$select=id', undefined, { app })
  expect(first.body.value).toHaveLength(5)
  const next = await call(`GET ${first.body['@odata.nextLink']}`, undefined, { app })
  expect(next.body.value[0].id).not.toBe(first.body.value[0].id)
})

test('the organization is shown', async () => {
  const { call, emulator } = await openTenant()

  expect((await call('GET /organization')).body.value).toMatchObject([
    { id: emulator.tenantId, displayName: 'Contoso' },
  ])
})
