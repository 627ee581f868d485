import { describe, expect, test } from 'vitest'
import { everyone, openTenant, ticketSchema } from './calls'

const path = '/external/connections'
const helpdesk = { id: 'helpdesk1', name: 'Helpdesk', description: 'Tickets' }

test('a connection is created as a draft that lists its app', async () => {
  const { call, appId, url } = await openTenant()

  const { status, body } = await call(`POST ${path}`, helpdesk)
  expect(status).toBe(201)
  expect(body).toEqual({
    '@odata.context': `${url}/v1.0/$metadata#connections/$entity`,
    ...helpdesk,
    state: 'draft',
    configuration: { authorizedApps: [appId('everything')], authorizedAppIds: [appId('everything')] },
    activitySettings: null,
    searchSettings: null,
    connectorId: null,
    contentCategory: 'uncategorized',
  })
  expect(await call(`GET ${path}/helpdesk1`)).toMatchObject({ status: 200, body })
})

test('beta shows what v1.0 lacks, and takes it', async () => {
  const { call } = await openTenant()
  const body = { ...helpdesk, enabledContentExperiences: 'search' }

  expect(await call(`POST ${path}`, body)).toMatchObject({ status: 400 })
  expect(await call(`POST ${path}`, body, { version: 'beta' })).toMatchObject({
    status: 201,
    body: { enabledContentExperiences: ['search'], ingestedItemsCount: null, complianceSettings: null },
  })
  expect((await call(`GET ${path}/helpdesk1`)).body).not.toHaveProperty('enabledContentExperiences')
})

test('a taken id or name is a conflict', async () => {
  const { call } = await openTenant()
  await call(`POST ${path}`, helpdesk)

  expect(await call(`POST ${path}`, { ...helpdesk, id: 'HELPDESK1', name: 'Other' })).toMatchObject({
    status: 409,
    body: {
      error: { code: 'NameAlreadyExists', target: 'id', innerError: { code: 'ConnectionAlreadyExists' } },
    },
  })
  for (const name of ['Helpdesk', 'HELPDESK']) {
    expect(await call(`POST ${path}`, { ...helpdesk, id: 'other', name })).toMatchObject({
      status: 409,
      body: { error: { message: 'The specified connection name already exists.', target: 'name' } },
    })
  }
})

test('a request that breaks a rule is told which', async () => {
  const { call } = await openTenant()

  const { status, body } = await call(`POST ${path}`, { id: 'SharePoint', name: 'a' })
  expect(status).toBe(400)
  expect(body.error).toMatchObject({
    code: 'BadRequest',
    message: expect.stringContaining('reserved'),
    target: 'id',
  })
  expect(body.error.innerError['request-id']).toMatch(/^[0-9a-f-]{36}$/)
  expect(await call(`POST ${path}`, [])).toMatchObject({ status: 400 })
  expect(await call(`POST ${path}`)).toMatchObject({ status: 400 })
  const lacks = (target: string) => ({ status: 400, body: { error: { target } } })
  expect(await call(`POST ${path}`, { id: 'a12' })).toMatchObject(lacks('name'))
  expect(await call(`POST ${path}`, { name: 'a' })).toMatchObject(lacks('id'))
  const ticketed = { ...helpdesk, connectorId: 'x' }
  expect(await call(`POST ${path}`, ticketed)).toMatchObject(lacks('connectorId'))
  const headers = { 'GraphConnectors-Ticket': 'ticket' }
  expect(await call(`POST ${path}`, ticketed, { headers })).toMatchObject({ status: 201 })
})

test('a description is needed in strict mode only', async () => {
  const { call, settings } = await openTenant()

  expect(await call(`POST ${path}`, { id: 'one', name: 'one' })).toMatchObject({ status: 201 })
  settings.strict = true
  expect(await call(`POST ${path}`, { id: 'two', name: 'two' })).toMatchObject({ status: 400 })
})

describe('an update', () => {
  test('changes what it names, and the list of apps as a whole', async () => {
    const { call, appId } = await openTenant()
    await call(`POST ${path}`, helpdesk)
    const configuration = { authorizedAppIds: [appId('ingestion')] }

    expect(await call(`PATCH ${path}/helpdesk1`, { name: 'Desk', configuration })).toMatchObject({
      status: 204,
    })
    expect((await call(`GET ${path}/helpdesk1`)).body).toMatchObject({
      name: 'Desk',
      description: 'Tickets',
      configuration,
    })
  })

  test('is refused for another category, a taken name or another id', async () => {
    const { call } = await openTenant()
    await call(`POST ${path}`, helpdesk)
    await call(`POST ${path}`, { ...helpdesk, id: 'other', name: 'Other' })

    expect(await call(`PATCH ${path}/other`, { contentCategory: 'crm' })).toMatchObject({ status: 400 })
    expect(await call(`PATCH ${path}/other`, { name: 'helpdesk' })).toMatchObject({ status: 409 })
    expect(await call(`PATCH ${path}/other`, { id: 'another' })).toMatchObject({ status: 400 })
    expect(await call(`PATCH ${path}/none1`, { name: 'x' })).toMatchObject({ status: 404 })
  })

  test('is refused when the connection is obsolete', async () => {
    const { call, emulator } = await openTenant()
    await call(`POST ${path}`, helpdesk)
    emulator.tenant.store.run("update connections set forcedState = 'obsolete'")

    expect(await call(`PATCH ${path}/helpdesk1`, { name: 'x' })).toMatchObject({
      status: 409,
      body: { error: { innerError: { code: 'InvalidConnectionState' } } },
    })
  })
})

test('a broken card answers 503 and makes the connection without it', async () => {
  const { call } = await openTenant()
  const searchSettings = { searchResultTemplates: [{ id: 'card', priority: 1, layout: { type: 'Card' } }] }

  expect(await call(`POST ${path}`, { ...helpdesk, searchSettings })).toMatchObject({ status: 503 })
  expect((await call(`GET ${path}/helpdesk1`)).body).toMatchObject({ searchSettings: null })
  expect(await call(`POST ${path}`, { ...helpdesk, searchSettings })).toMatchObject({ status: 409 })
})

test('a deletion takes its time, and its items and schema with it', async () => {
  const { call, wait, ready, settings } = await openTenant()
  await ready('helpdesk1')
  const acl = [{ type: 'everyone', value: 'everyone', accessType: 'grant' }]
  await call(`PUT ${path}/helpdesk1/items/T1`, { acl, properties: { title: 'a' } })

  expect(await call(`DELETE ${path}/helpdesk1`)).toMatchObject({ status: 202, body: undefined })
  expect(await call(`GET ${path}/helpdesk1`)).toMatchObject({ status: 200 })
  expect(await call(`POST ${path}`, { ...helpdesk, name: 'Other' })).toMatchObject({ status: 409 })
  expect(await call(`POST ${path}`, { ...helpdesk, id: 'other', name: 'helpdesk1' })).toMatchObject({
    status: 409,
  })
  expect(await call(`PUT ${path}/helpdesk1/items/T2`, {})).toMatchObject({ status: 409 })

  wait(settings.deletionMs)
  expect(await call(`GET ${path}/helpdesk1`)).toMatchObject({
    status: 404,
    body: { error: { code: 'ItemNotFound', innerError: { source: 'Connection' } } },
  })
  expect(await call(`POST ${path}`, helpdesk)).toMatchObject({ status: 201 })
  expect(await call(`GET ${path}/helpdesk1/schema`)).toMatchObject({ status: 404 })
  expect(await call(`PATCH ${path}/helpdesk1/schema`, ticketSchema)).toMatchObject({ status: 202 })
  expect(await call(`GET ${path}/helpdesk1/items/T1`)).toMatchObject({ status: 404 })
})

describe('a list', () => {
  test('has pages, a selection and filters', async () => {
    const { call, url, settings } = await openTenant()
    settings.pageSize = 2
    for (const id of ['one', 'two', 'three']) await call(`POST ${path}`, { id, name: `Name ${id}` })

    const first = await call(`GET ${path}?$select=id,name`)
    expect(first.body['@odata.context']).toBe(`${url}/v1.0/$metadata#connections(id,name)`)
    expect(first.body.value).toEqual([
      { id: 'one', name: 'Name one' },
      { id: 'two', name: 'Name two' },
    ])
    const second = await call(`GET ${first.body['@odata.nextLink']}`)
    expect(second.body.value).toEqual([{ id: 'three', name: 'Name three' }])
    expect(second.body).not.toHaveProperty('@odata.nextLink')

    const named = await call(`GET ${path}?$filter=${encodeURIComponent("name eq 'Name two'")}`)
    expect(named.body.value).toMatchObject([{ id: 'two' }])
    expect((await call(`GET ${path}?$top=1`)).body.value).toHaveLength(1)
    expect(await call(`GET ${path}?$filter=colour eq 'x'`)).toMatchObject({ status: 400 })
    expect(await call(`GET ${path}?$select=colour`)).toMatchObject({ status: 400 })
    expect(await call(`GET ${path}?$top=x`)).toMatchObject({ status: 400 })
  })

  test('names its links as the client that came through a proxy does', async () => {
    const { call, settings } = await openTenant()
    settings.pageSize = 1
    for (const id of ['one', 'two']) await call(`POST ${path}`, { id, name: id })

    const headers = { 'x-forwarded-proto': 'https' }
    expect((await call(`GET ${path}`, undefined, { headers })).body['@odata.nextLink']).toMatch(/^https:/)
  })
})

describe('under OwnedBy', () => {
  const app = 'configuration'

  test('another app’s connection is out of reach', async () => {
    const { call, settings } = await openTenant()
    await call(`POST ${path}`, helpdesk)

    expect(await call(`GET ${path}/helpdesk1`, undefined, { app })).toMatchObject({
      status: 403,
      body: { error: { code: 'AccessDenied' } },
    })
    expect((await call(`GET ${path}`, undefined, { app })).body.value).toEqual([])
    settings.notOwnerStatus = 404
    expect(await call(`DELETE ${path}/helpdesk1`, undefined, { app })).toMatchObject({ status: 404 })
  })

  test('an authorized app and the creator are let in', async () => {
    const { call, appId } = await openTenant()
    await call(`POST ${path}`, helpdesk)
    await call(`POST ${path}`, { id: 'own', name: 'Own' }, { app })
    await call(`PATCH ${path}/helpdesk1`, { configuration: { authorizedAppIds: [appId(app)] } })

    expect(await call(`GET ${path}/helpdesk1`, undefined, { app })).toMatchObject({ status: 200 })
    expect((await call(`GET ${path}`, undefined, { app })).body.value).toHaveLength(2)
    await call(`PATCH ${path}/own`, { configuration: { authorizedAppIds: [appId('ingestion')] } })
    expect(await call(`GET ${path}/own`, undefined, { app })).toMatchObject({ status: 200 })
  })

  test('an app without the permission is refused before anything else', async () => {
    const { call } = await openTenant()

    expect(await call(`GET ${path}/none1`, undefined, { app: 'ingestion' })).toMatchObject({
      status: 403,
      body: { error: { code: 'Authorization_RequestDenied' } },
    })
  })
})

test('the count of ingested items is refreshed every 15 minutes', async () => {
  const { call, wait, settings } = await openTenant()
  const count = async () =>
    (await call(`GET ${path}/helpdesk1`, undefined, { version: 'beta' })).body.ingestedItemsCount
  const put = (id: string) =>
    call(`PUT ${path}/helpdesk1/items/${id}`, { acl: everyone, properties: { title: id } })

  await call(`POST ${path}`, helpdesk)
  expect(await count()).toBeNull()
  await call(`PATCH ${path}/helpdesk1/schema`, ticketSchema)
  wait(settings.provisioningMs)
  await put('T1')
  expect(await count()).toBe(1)
  await put('T2')
  expect(await count()).toBe(1)
  wait(15 * 60_000)
  expect(await count()).toBe(2)

  settings.ingestedCountRefreshMs = 0
  await put('T3')
  expect(await count()).toBe(3)
})

test('what is left of the quota is told on beta', async () => {
  const { call, ready, settings } = await openTenant()
  await ready('helpdesk1')
  settings.itemsPerConnection = 10

  expect(await call(`GET ${path}/helpdesk1/quota`, undefined, { version: 'beta' })).toMatchObject({
    body: { itemsRemaining: 10 },
  })
  expect(await call(`GET ${path}/helpdesk1/quota`)).toMatchObject({ status: 400 })
})

test('an id with a hyphen is an invalid request', async () => {
  const { call } = await openTenant()

  expect(await call(`POST ${path}`, { ...helpdesk, id: 'help-desk' })).toMatchObject({
    status: 400,
    body: {
      error: {
        code: 'InvalidRequest',
        message: 'The request is malformed or incorrect.',
        innerError: { message: 'The connection id has to be 3 to 32 letters and digits.' },
      },
    },
  })
  expect(await call(`POST ${path}`, { ...helpdesk, id: 'Microsoft1' })).toMatchObject({
    status: 400,
    body: { error: { code: 'BadRequest' } },
  })
})
