import { describe, expect, test } from 'vitest'
import { everyone, openTenant, peopleSchema } from './calls'

const items = '/external/connections/helpdesk1/items'
const ticket = {
  acl: everyone,
  properties: {
    title: 'Drucker in Zürich',
    'tags@odata.type': 'Collection(String)',
    tags: ['hardware'],
    votes: 3,
  },
  content: { type: 'text', value: 'Tray 2 jams.' },
}

async function readyTenant() {
  const tenant = await openTenant()
  await tenant.ready('helpdesk1')
  return tenant
}

test('an item is put, shown, replaced and deleted', async () => {
  const { call, url } = await readyTenant()

  const put = await call(`PUT ${items}/T1`, { id: 'T1', ...ticket })
  expect(put.status).toBe(200)
  expect(put.body).toEqual({
    '@odata.context': `${url}/v1.0/$metadata#connections('helpdesk1')/items/$entity`,
    id: 'T1',
    ...ticket,
  })
  expect(await call(`GET ${items}/T1`)).toMatchObject({ status: 200, body: put.body })

  await call(`PUT ${items}/T1`, { acl: everyone, properties: { title: 'b' } })
  expect((await call(`GET ${items}/T1`)).body).not.toHaveProperty('content')
  expect(await call(`DELETE ${items}/T1`)).toMatchObject({ status: 204 })
  expect(await call(`DELETE ${items}/T1`)).toMatchObject({
    status: 404,
    body: { error: { code: 'ItemNotFound', innerError: { source: 'Item' } } },
  })
})

test('the older PATCH replaces acl and properties as a whole and keeps the rest', async () => {
  const { call } = await readyTenant()
  await call(`PUT ${items}/T1`, ticket)

  expect(await call(`PATCH ${items}/T1`, { properties: { title: 'b' } })).toMatchObject({ status: 200 })
  const { body } = await call(`GET ${items}/T1`)
  expect(body).toMatchObject({ acl: everyone, content: ticket.content })
  expect(body.properties).toEqual({ title: 'b' })
  const acl = [{ type: 'user', value: '9d9e74ad-9d28-50d7-b985-144a357e8e85', accessType: 'grant' }]
  await call(`PATCH ${items}/T1`, { acl })
  expect((await call(`GET ${items}/T1`)).body).toMatchObject({ acl, properties: { title: 'b' } })
  expect(await call(`PATCH ${items}/T2`, { properties: { title: 'b' } })).toMatchObject({ status: 404 })
})

test('an external group of an item need not exist yet', async () => {
  const { call } = await readyTenant()
  const acl = [{ type: 'externalGroup', value: 'nobody', accessType: 'grant' }]

  expect(await call(`PUT ${items}/T1`, { ...ticket, acl })).toMatchObject({ status: 200, body: { acl } })
})

test('content that is kept for compliance is text', async () => {
  const { call, ready } = await openTenant()
  const experiences = { enabledContentExperiences: ['compliance'] }
  await ready('helpdesk1', undefined, experiences, { version: 'beta' })
  const put = (type: string) => call(`PUT ${items}/T1`, { ...ticket, content: { type, value: 'x' } })

  expect([(await put('html')).status, (await put('text')).status]).toEqual([400, 200])
})

test('activities are taken and never shown', async () => {
  const { call } = await readyTenant()
  const activities = [
    { '@odata.type': '#microsoft.graph.externalConnectors.externalActivity', type: 'viewed' },
  ]

  expect((await call(`PUT ${items}/T1`, { ...ticket, activities })).body).not.toHaveProperty('activities')
  expect(await call(`PUT ${items}/T1`, { ...ticket, activities: [{ type: 'viewed' }] })).toMatchObject({
    status: 400,
  })
})

describe('an item that does not fit', () => {
  test('is refused with Graph’s words and the name of the property', async () => {
    const { call } = await readyTenant()
    const put = (change: object) => call(`PUT ${items}/T1`, { ...ticket, ...change })

    expect(await put({ content: 'Tray 2' })).toMatchObject({
      status: 400,
      body: {
        error: {
          message: 'Property content in payload has a value that does not match schema.',
          target: 'content',
        },
      },
    })
    expect(await put({ properties: { votes: 'three' } })).toMatchObject({
      status: 400,
      body: { error: { target: 'votes', innerError: { message: expect.stringContaining('int64') } } },
    })
    expect(await put({ properties: { titel: 'a' } })).toMatchObject({
      status: 400,
      body: { error: { message: expect.stringContaining("'titel'") } },
    })
    expect(await put({ acl: undefined })).toMatchObject({ status: 400 })
    expect(await call(`PUT ${items}/a%20b`, ticket)).toMatchObject({ status: 400 })
    expect(await call(`GET ${items}/T1`)).toMatchObject({ status: 404 })
  })
})

describe('the state of the connection', () => {
  test('a draft takes no items', async () => {
    const { call } = await openTenant()
    await call('POST /external/connections', { id: 'helpdesk1', name: 'Helpdesk' })

    expect(await call(`PUT ${items}/T1`, ticket)).toMatchObject({
      status: 409,
      body: { error: { message: expect.stringContaining("'draft'") } },
    })
    expect(await call(`GET ${items}/T1`)).toMatchObject({ status: 404 })
  })

  test('over its limit a connection takes changes, but no new items, until some are deleted', async () => {
    const { call, settings } = await readyTenant()
    settings.itemsPerConnection = 2
    await call(`PUT ${items}/T1`, ticket)
    await call(`PUT ${items}/T2`, ticket)

    expect((await call('GET /external/connections/helpdesk1')).body.state).toBe('limitExceeded')
    expect(await call(`PUT ${items}/T3`, ticket)).toMatchObject({ status: 409 })
    expect(await call(`PUT ${items}/T2`, ticket)).toMatchObject({ status: 200 })
    expect(await call(`DELETE ${items}/T1`)).toMatchObject({ status: 204 })
    expect(await call(`PUT ${items}/T3`, ticket)).toMatchObject({ status: 200 })
  })

  test('an obsolete connection shows its items and changes none', async () => {
    const { call, emulator } = await readyTenant()
    await call(`PUT ${items}/T1`, ticket)
    emulator.tenant.store.run("update connections set forcedState = 'obsolete'")

    expect(await call(`GET ${items}/T1`)).toMatchObject({ status: 200 })
    expect(await call(`PUT ${items}/T1`, ticket)).toMatchObject({ status: 409 })
    expect(await call(`DELETE ${items}/T1`)).toMatchObject({ status: 409 })
  })
})

test('an app that owns nothing writes where it is authorized only', async () => {
  const { call, appId } = await readyTenant()
  const app = 'ingestion'

  expect(await call(`PUT ${items}/T1`, ticket, { app })).toMatchObject({ status: 403 })
  await call('PATCH /external/connections/helpdesk1', { configuration: { authorizedAppIds: [appId(app)] } })
  expect(await call(`PUT ${items}/T1`, ticket, { app })).toMatchObject({ status: 200 })
})

test('what a profile would drop of a people item is kept for the inspector', async () => {
  const { call, ready, url } = await openTenant()
  await ready('hr1', peopleSchema, { contentCategory: 'people' })
  const put = (id: string, account: string) =>
    call(`PUT /external/connections/hr1/items/${id}`, {
      acl: everyone,
      properties: { account, color: 'blue' },
    })
  const ignored = async () => {
    const response = await fetch(`${url}/_emulator/state`)
    return ((await response.json()) as { ignoredValues: { itemId: string; reason: string }[] }).ignoredValues
  }

  expect(await put('alexw', '{"userPrincipalName":"alexw@contoso.com"}')).toMatchObject({ status: 200 })
  expect(await put('nobody', '{"userPrincipalName":"nobody@contoso.com"}')).toMatchObject({ status: 200 })
  expect(await ignored()).toMatchObject([{ itemId: 'nobody', reason: 'no user matches nobody@contoso.com' }])

  await put('nobody', '{"userPrincipalName":"luisg@contoso.com"}')
  expect(await ignored()).toEqual([])
})

test('activities that travel inside an item are kept beside it', async () => {
  const { call, emulator } = await readyTenant()
  const activity = {
    '@odata.type': '#microsoft.graph.externalConnectors.externalActivity',
    type: 'created',
    startDateTime: '2026-01-31T08:00:00Z',
    performedBy: { type: 'user', id: '9d9e74ad-9d28-50d7-b985-144a357e8e85' },
  }
  const put = (activities: object[]) => call(`PUT ${items}/T1`, { ...ticket, activities })
  const kept = () => emulator.tenant.store.all<{ body: string }>('select body from activities').length

  expect((await put([activity])).body).not.toHaveProperty('activities')
  expect((await call(`GET ${items}/T1`)).body).not.toHaveProperty('activities')
  expect(kept()).toBe(1)
  const { '@odata.type': _, ...untyped } = activity
  for (const refused of [
    [untyped],
    [{ ...activity, type: 'eaten' }],
    Array.from({ length: 21 }, () => activity),
  ]) {
    expect(await put(refused)).toMatchObject({ status: 400 })
  }
  expect(kept()).toBe(1)
})
