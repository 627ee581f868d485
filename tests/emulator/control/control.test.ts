import { expect, test } from 'vitest'
import { startTestEmulator } from '../../support/emulator'

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
    { id: 'alexw', status: 429, headers: { 'Retry-After': '3' } },
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
  expect(await control('GET', 'settings')).toEqual(tenant.settings)
})

test('the next schema operation can be told to fail', async () => {
  const { control, appToken, graph, wait } = await open()
  const token = await appToken('everything')
  const send = (method: string, path: string, body?: object) =>
    graph(token, method, path, { body: body && JSON.stringify(body) })
  const path = '/v1.0/external/connections'
  const properties = [{ name: 'title', type: 'string' }]
  await send('POST', path, { id: 'one1', name: 'One' })
  const failure = { code: 'SchemaInvalid', message: 'The label is taken.' }

  await control('POST', 'failNextSchema', failure)
  const schema = { baseType: 'microsoft.graph.externalItem', properties }
  const { headers } = await send('PATCH', `${path}/one1/schema`, schema)
  await wait({ minutes: 1 })

  const { pathname } = new URL(headers.get('location') ?? '')
  expect((await send('GET', pathname)).body).toMatchObject({ status: 'failed', error: failure })
})

test.each([
  ['POST', 'settings', { nothing: 1 }, 'There is no setting nothing.'],
  ['POST', 'settings', { inFlight: 'many' }, 'inFlight is a number.'],
  ['POST', 'settings', { pageSize: 0 }, 'pageSize is at least 1.'],
  ['POST', 'settings', { latencyMs: 0.5 }, 'latencyMs has to be a whole number'],
  ['POST', 'settings', { entraSourceMissing: 'maybe' }, 'entraSourceMissing is one of append, revert.'],
  ['POST', 'clock', { advanceMs: -1 }, 'advanceMs has to be a whole number, not negative.'],
  ['POST', 'faults', {}, 'Faults are an array.'],
  ['POST', 'faults', [{ match: {} }], 'A fault has an effect: status'],
  ['POST', 'faults', [{ match: { path: '(' }, status: 500 }], 'path is no regular expression.'],
  ['POST', 'faults', [{ match: {}, status: 99 }], 'status is from 400 to 599.'],
  ['POST', 'faults', [{ match: {}, status: 500, drop: 'after' }], 'one effect, not status and drop'],
  ['POST', 'faults', [{ match: {}, status: 500, rate: 2 }], 'rate is a number from 0 to 1.'],
  ['POST', 'faults', [{ match: {}, status: 500, chance: 2 }], 'A fault has no chance.'],
  ['POST', 'faults', [{ match: {}, latency: { medianMs: 9, p95Ms: 3 } }], 'in rising order'],
  ['POST', 'faults', [{ match: {}, operation: 'late' }], 'operation is stuck'],
  ['POST', 'faults', [{ match: {}, state: 'ready' }], 'state is limitExceeded or obsolete.'],
  ['POST', 'faults', { seed: {}, faults: [] }, 'seed is text or a number.'],
  ['POST', 'clock', { now: 'tomorrow' }, 'now is a time'],
  ['POST', 'clock', { advanceMs: Number.MAX_SAFE_INTEGER }, 'year 9999'],
  ['POST', 'settings', { constructor: 1 }, 'There is no setting constructor.'],
  ['POST', 'seed', { things: [] }, 'A seed has no things.'],
  ['POST', 'seed', { connections: [{ id: 'a-' }] }, /Connection a-: .*letters/],
  ['POST', 'seed', { users: [{}] }, 'A user has a userPrincipalName.'],
  ['POST', 'snapshot', 'no file', 'it is not an SQLite file'],
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

test('external groups are shown with their members, page by page', async () => {
  const { call, control } = await open()
  const seeded = ['first', 'second', 'third'].map((id) => ({ id, displayName: `The ${id}` }))
  await control('POST', 'seed', { connections: [{ ...JSON.parse(draft('helpdesk1')), groups: seeded }] })
  const add = (id: string) =>
    call('POST', `${path}/helpdesk1/groups/second/members`, {
      body: JSON.stringify({ id, type: 'externalGroup' }),
    })
  for (const id of ['third', 'first']) expect(await add(id)).toMatchObject({ status: 201 })

  const members = ['first', 'third'].map((id) => ({ id, type: 'externalGroup' }))
  expect(await control('GET', 'groups?connectionId=helpdesk1&top=1&skip=1')).toMatchObject({
    value: [{ id: 'second', displayName: 'The second', members }],
  })
  expect(await control('GET', 'groups?connectionId=other')).toEqual({ value: [] })
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
  await expect.poll(left).toBe(0)
})

const everyone = [{ type: 'everyone', value: 'everyone', accessType: 'grant' }]
const seeded = {
  users: [{ userPrincipalName: 'new@contoso.com', displayName: 'New Person' }],
  connections: [
    {
      id: 'helpdesk1',
      name: 'Helpdesk',
      schema: {
        baseType: 'microsoft.graph.externalItem',
        properties: [{ name: 'title', type: 'string', isSearchable: true }],
      },
      groups: [{ id: 'tier1', members: [{ id: 'tier2', type: 'externalGroup' }] }],
      items: [
        { id: 'a', acl: everyone, properties: { title: 'One' } },
        { id: 'b', acl: everyone, properties: { title: 'Two' } },
      ],
    },
    { id: 'draft1', name: 'Draft' },
  ],
  profileSources: [{ sourceId: 'hr1', displayName: 'HR', webUrl: 'https://hr.contoso.com' }],
}

test('a seed document fills the tenant at once', async () => {
  const { call, control, state } = await open()

  const counts = await control('POST', 'seed', seeded)

  expect(counts).toEqual({ connections: 2, items: 2, groups: 1, directoryGroups: 0, apps: [] })
  expect((await state()).connections).toMatchObject([
    { id: 'helpdesk1', state: 'ready', itemCount: 2 },
    { id: 'draft1', state: 'draft' },
  ])
  expect((await call('GET', `${path}/helpdesk1/items/b`)).body.properties).toEqual({ title: 'Two' })
  expect((await call('GET', `${path}/helpdesk1/groups/tier1`)).status).toBe(200)
  expect((await call('GET', '/v1.0/users/new@contoso.com')).body.displayName).toBe('New Person')
})

test('a seed document is taken whole or not at all', async () => {
  const { control, state } = await open()
  const [connection] = seeded.connections
  const items = [
    { id: 'a', acl: everyone, properties: { title: 'One' } },
    { id: 'b', acl: everyone },
  ]

  const answer = control('POST', 'seed', { connections: [{ ...connection, items }] })

  await expect(answer).rejects.toThrow(/Item b of helpdesk1: .*properties/)
  expect((await state()).connections).toEqual([])
})

test('the clock can be set and read', async () => {
  const { control } = await open()

  await control('POST', 'clock', { now: '2031-01-31T08:00:00Z' })

  expect(await control('GET', 'clock')).toMatchObject({ now: expect.stringMatching(/^2031-01-31T08:00:0/) })
})

test('a connection can be put into a state and out of it', async () => {
  const { call, control } = await open()
  await control('POST', 'seed', seeded)

  await control('POST', 'connections/helpdesk1/state', { state: 'obsolete' })
  expect((await call('GET', `${path}/helpdesk1`)).body.state).toBe('obsolete')
  await control('POST', 'connections/helpdesk1/state', { state: null })
  expect((await call('GET', `${path}/helpdesk1`)).body.state).toBe('ready')
})

test('a snapshot brings back all that the tenant held', async () => {
  const { call, control, state, url, wait } = await open()
  await control('POST', 'seed', seeded)
  await wait({ minutes: 90 })
  const before = await state()
  const snapshot = await (await fetch(`${url}/_emulator/snapshot`)).arrayBuffer()
  await call('DELETE', `${path}/helpdesk1/items/a`)
  await control('POST', 'reset')

  const response = await fetch(`${url}/_emulator/snapshot`, { method: 'POST', body: snapshot })

  expect([response.status, await response.text()]).toEqual([204, ''])
  const after = await state()
  expect(after.connections).toEqual(before.connections)
  expect(after.profileSources).toEqual(before.profileSources)
  expect(Date.parse(after.now) - Date.parse(before.now)).toBeLessThan(60_000)
  expect((await call('GET', `${path}/helpdesk1/items/a`)).body.properties).toEqual({ title: 'One' })
  expect((await call('GET', `${path}/helpdesk1/groups/tier1`)).status).toBe(200)
})

test('a snapshot that is cut off leaves the tenant as it was', async () => {
  const { control, state, url } = await open()
  await control('POST', 'seed', seeded)
  const before = await state()
  const snapshot = await (await fetch(`${url}/_emulator/snapshot`)).arrayBuffer()

  const response = await fetch(`${url}/_emulator/snapshot`, {
    method: 'POST',
    body: snapshot.slice(0, snapshot.byteLength / 2),
  })

  expect(response.status).toBe(400)
  expect((await state()).connections).toEqual(before.connections)
})

test('the log keeps the last requests with their bodies, without what is secret', async () => {
  const { call, control, requests, token } = await open()
  await control('POST', 'settings', { requestLogSize: 3, requestLogBodyBytes: 100 })
  await control('DELETE', 'requests')
  for (const id of ['one1', 'two2']) await call('POST', path, { body: draft(id) })
  const long = JSON.stringify({ id: 'x', name: 'y'.repeat(500) })
  await call('POST', path, { body: long })

  const found = await requests()

  expect(found).toHaveLength(3)
  expect(found[1]).toMatchObject({ status: 201, requestBody: draft('two2') })
  expect(found[1]?.answerBody).toContain('$metadata#connections/$entity')
  expect(found[2]?.requestBody).toBe(long.slice(0, 100))
  expect(JSON.stringify(found)).not.toContain(token)
})

test('the log tells why no token was given, and keeps no secret', async () => {
  const { askToken, app, requests, control } = await open()
  await control('DELETE', 'requests')
  const form = {
    grant_type: 'client_credentials',
    client_id: app('everything').clientId,
    scope: 'https://graph.microsoft.com/.default',
  }

  await askToken({ ...form, client_secret: 'not-the-secret' })
  const { body } = await askToken({ ...form, client_secret: app('everything').clientSecret })

  const found = await requests()
  expect(found).toMatchObject([
    { status: 401, appId: form.client_id, reason: expect.stringContaining('AADSTS7000215') },
    { status: 200, requestBody: expect.stringContaining('client_secret=…') },
  ])
  const text = JSON.stringify(found)
  for (const secret of ['not-the-secret', app('everything').clientSecret, String(body.access_token)]) {
    expect(text).not.toContain(secret)
  }
})

test('ignored people values are told with the reason', async () => {
  const { control } = await open()
  const schema = {
    baseType: 'microsoft.graph.externalItem',
    properties: [
      { name: 'account', type: 'string', labels: ['personAccount'] },
      { name: 'note', type: 'string', labels: ['personNote'] },
    ],
  }
  const properties = { account: '{"userPrincipalName":"nobody@contoso.com"}', note: 'no JSON' }
  const items = [{ id: 'p1', acl: everyone, properties }]
  await control('POST', 'seed', {
    connections: [{ id: 'hr1', name: 'HR', contentCategory: 'people', schema, items }],
  })

  const { value } = await control<{ value: unknown[] }>('GET', 'ignoredValues?connectionId=hr1&itemId=p1')

  expect(value).toMatchObject([
    { property: 'note', reason: expect.stringContaining('JSON') },
    { property: 'account', reason: expect.stringContaining('nobody@contoso.com') },
  ])
})

test('a composed profile tells where each value is from', async () => {
  const { control } = await open()
  const schema = {
    baseType: 'microsoft.graph.externalItem',
    properties: [
      { name: 'account', type: 'string', labels: ['personAccount'] },
      { name: 'note', type: 'string', labels: ['personNote'] },
    ],
  }
  const account = '{"userPrincipalName":"adelev@contoso.com"}'
  const note = '{"detail":{"contentType":"text","content":"Welds."}}'
  await control('POST', 'seed', {
    connections: [
      {
        ...{ id: 'hr1', name: 'HR', contentCategory: 'people', schema },
        items: [{ id: 'p1', acl: everyone, properties: { account, note } }],
      },
    ],
    profileSources: [{ sourceId: 'hr1', displayName: 'HR', webUrl: 'https://hr.contoso.com' }],
    prioritizedSourceUrls: ["https://graph.microsoft.com/v1.0/admin/people/profileSources(sourceId='hr1')"],
  })

  expect(await control('GET', 'profiles/adelev%40contoso.com')).toMatchObject({
    userPrincipalName: 'adelev@contoso.com',
    sources: [{ sourceId: 'hr1' }, { prioritized: true }],
    collections: { notes: [{ sourceId: 'hr1', itemId: 'p1', shown: true }] },
    ignored: [],
  })
})
