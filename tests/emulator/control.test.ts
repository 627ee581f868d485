import { expect, test } from 'vitest'
import { startTestEmulator } from '../support/emulator'

const path = '/v1.0/external/connections'
const draft = (id: string) => JSON.stringify({ id, name: id, description: id })

async function open() {
  const emulator = await startTestEmulator()
  const token = await emulator.appToken('everything')
  const call = (method: string, where = path, init?: RequestInit) =>
    emulator.graph(token, method, where, init)
  return { ...emulator, token, call }
}

test('a scripted fault meets as many requests as it says, and only those that match', async () => {
  const { call, fail } = await open()
  await fail(
    { match: { method: 'get', path: '/external/connections$' }, times: 2, status: 429, retryAfter: 7 },
    { match: { path: '/users' }, status: 503, error: 'Busy', message: 'Come back.' },
  )

  expect(await call('GET', '/v1.0/admin/people/profileSources')).toMatchObject({ status: 200 })
  const first = await call('GET')
  expect([first.status, first.headers.get('retry-after')]).toEqual([429, '7'])
  expect((await call('GET')).status).toBe(429)
  expect((await call('GET')).status).toBe(200)
  expect(await call('GET', '/v1.0/users')).toMatchObject({
    status: 503,
    body: { error: { code: 'Busy', message: 'Come back.' } },
  })
})

test('a gateway’s HTML can stand in for an answer', async () => {
  const { call, fail } = await open()
  await fail({ match: {}, status: 502, html: '<h1>Bad gateway</h1>' })

  const { status, headers, body } = await call('GET')

  expect([status, headers.get('content-type'), body.text]).toEqual([502, 'text/html', '<h1>Bad gateway</h1>'])
})

test('a connection can end before or after the write took effect', async () => {
  const { call, fail, state } = await open()
  await fail({ match: { method: 'POST' }, drop: 'before' }, { match: { method: 'POST' }, drop: 'after' })

  await expect(call('POST', path, { body: draft('first1') })).rejects.toThrow()
  await expect(call('POST', path, { body: draft('second1') })).rejects.toThrow()

  expect((await state()).connections.map((one) => (one as { id?: string }).id)).toEqual(['second1'])
})

test('a fault meets requests inside a batch too', async () => {
  const { call, fail } = await open()
  await fail({ match: { path: '/users/' }, status: 429, retryAfter: 3 })
  const requests = ['alexw', 'luisg'].map((name) => ({
    id: name,
    method: 'GET',
    url: `/users/${name}@contoso.com`,
  }))

  const { body } = await call('POST', '/v1.0/$batch', { body: JSON.stringify({ requests }) })

  expect(body.responses).toMatchObject([
    { id: 'alexw', status: 429, headers: { 'retry-after': '3' } },
    { id: 'luisg', status: 200 },
  ])
})

test('the clock moves forward and nothing else has to wait', async () => {
  const { call, wait, control } = await open()
  await call('POST', path, { body: draft('helpdesk1') })
  await call('DELETE', `${path}/helpdesk1`)
  expect((await call('GET', `${path}/helpdesk1`)).status).toBe(200)

  await wait({ minutes: 1 })

  expect((await call('GET', `${path}/helpdesk1`)).status).toBe(404)
  expect(await control('POST', 'clock', { advanceMs: 0 })).toMatchObject({ offsetMs: 60_000 })
})

test('a reset leaves what was seeded, and the tokens that are out', async () => {
  const { call, control, state, fail } = await open()
  await call('POST', path, { body: draft('helpdesk1') })
  await fail({ match: {}, status: 500, times: 100 })

  await control('POST', 'reset')

  expect(await call('GET')).toMatchObject({ status: 200, body: { value: [] } })
  expect((await state()).profileSources).toHaveLength(1)
  await control('POST', 'reset', { seed: 'empty' })
  expect((await call('GET', '/v1.0/users')).body.value.length).toBeLessThan(10)
})

test('settings can be changed while it runs', async () => {
  const { control, tenant } = await open()

  await control('POST', 'settings', { inFlight: 3, entraSourceMissing: 'revert' })

  expect(tenant.settings).toMatchObject({ inFlight: 3, entraSourceMissing: 'revert' })
})

test.each([
  ['POST', 'settings', { nothing: 1 }, 'There is no setting nothing.'],
  ['POST', 'settings', { inFlight: 'many' }, 'inFlight is a number.'],
  ['POST', 'clock', { advanceMs: -1 }, 'advanceMs has to be a whole number, not negative.'],
  ['POST', 'faults', {}, 'Faults are an array.'],
  ['POST', 'faults', [{ match: {} }], 'A fault has a status or a drop.'],
  ['POST', 'faults', [{ match: { path: '(' }, status: 500 }], 'path is no regular expression.'],
  ['POST', 'faults', [{ match: {}, status: 99 }], 'status is from 400 to 599.'],
  ['POST', 'reset', { seed: 'other' }, 'seed is demo or empty.'],
  ['GET', 'items', undefined, 'connectionId is missing.'],
  ['POST', 'apps/0a6f1c5e-9d2b-4c38-8f61-51b7e3d90a01/certificates', { pem: 'x' }, /PEM/],
] as const)('%s %s says what is wrong with %j', async (method, name, body, message) => {
  const { url } = await open()

  const response = await fetch(`${url}/_emulator/${name}`, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })

  expect(response.status).toBe(400)
  expect(((await response.json()) as { message: string }).message).toMatch(message)
})

test('pages of other sites cannot reach the control API', async () => {
  const { url } = await open()
  const ask = (origin: string) => fetch(`${url}/_emulator/state`, { headers: { origin } })

  expect((await ask('https://evil.example')).status).toBe(403)
  expect((await ask('null')).status).toBe(403)
  expect((await ask(url)).status).toBe(200)
})

test('items are shown as stored, page by page', async () => {
  const { call, wait, control, state } = await open()
  await call('POST', path, { body: draft('helpdesk1') })
  const properties = [{ name: 'title', type: 'string' }]
  await call('PATCH', `${path}/helpdesk1/schema`, {
    body: JSON.stringify({ baseType: 'microsoft.graph.externalItem', properties }),
  })
  await wait({ minutes: 15 })
  const acl = [{ type: 'everyone', value: 'everyone', accessType: 'grant' }]
  for (const id of ['a', 'b', 'c']) {
    const body = JSON.stringify({ acl, properties: { title: id } })
    expect(await call('PUT', `${path}/helpdesk1/items/${id}`, { body })).toMatchObject({ status: 200 })
  }

  expect(await control('GET', 'items?connectionId=helpdesk1&top=2&skip=1')).toMatchObject({
    value: [
      { id: 'b', properties: { title: 'b' } },
      { id: 'c', acl: [{ type: 'everyone', accessType: 'grant' }] },
    ],
  })
  expect((await state()).connections).toMatchObject([
    {
      id: 'helpdesk1',
      state: 'ready',
      itemCount: 3,
      schema: { properties },
      operations: [{ status: 'completed' }],
    },
  ])
})

test('what a deleted connection held is purged, and its id can be used again', async () => {
  const { call, wait, tenant, state } = await open()
  await call('POST', path, { body: draft('helpdesk1') })
  await call('PATCH', `${path}/helpdesk1/schema`, {
    body: JSON.stringify({
      baseType: 'microsoft.graph.externalItem',
      properties: [{ name: 'a', type: 'string' }],
    }),
  })
  await wait({ minutes: 15 })
  const ids = JSON.stringify(Array.from({ length: 5000 }, (_, index) => index))
  tenant.store.run(
    "insert into items (connectionKey, id, body, updatedAt) select 1, value, '{}', 0 from json_each(?)",
    ids,
  )
  await call('DELETE', `${path}/helpdesk1`)
  await wait({ minutes: 1 })

  expect((await call('POST', path, { body: draft('helpdesk1') })).status).toBe(201)
  expect((await state()).connections).toMatchObject([{ state: 'draft', itemCount: 0 }])
  const left = () => tenant.store.get<{ count: number }>('select count(*) as count from items')?.count
  await expect.poll(left, { timeout: 5000 }).toBe(0)
})
