import { describe, expect, test } from 'vitest'
import { failNextSchema } from '../../../lib/emulator/routes/schema'
import { openTenant, peopleSchema, ticketSchema } from './calls'

const path = '/external/connections'
const c = `${path}/helpdesk1`

async function draft() {
  const tenant = await openTenant()
  await tenant.call(`POST ${path}`, { id: 'helpdesk1', name: 'Helpdesk' })
  return tenant
}

test('a registration can be watched until the connection is ready', async () => {
  const { call, wait, settings, url } = await draft()
  expect(await call(`GET ${c}/schema`)).toMatchObject({
    status: 404,
    body: { error: { code: 'ItemNotFound', innerError: { source: 'Schema' } } },
  })

  const accepted = await call(`PATCH ${c}/schema`, ticketSchema, { version: 'beta' })
  const location = accepted.headers.get('location') ?? ''
  expect(accepted).toMatchObject({ status: 202, body: undefined })
  expect(location).toMatch(
    new RegExp(`^${url}/beta/external/connections/helpdesk1/operations/[0-9a-f-]{36}$`),
  )
  expect(await call(`GET ${c}/schema`)).toMatchObject({ status: 200 })
  expect((await call(`GET ${location}`)).body).toMatchObject({ status: 'inprogress', error: null })
  expect((await call(`GET ${c}`)).body.state).toBe('draft')

  wait(settings.provisioningMs - 2000)
  expect((await call(`GET ${location}`)).body.status).toBe('inprogress')
  wait(2000)
  expect((await call(`GET ${location}`)).body).toMatchObject({ status: 'completed', error: null })
  expect((await call(`GET ${c}`)).body.state).toBe('ready')
})

test('a schema is answered in Graph’s own spelling', async () => {
  const { call } = await draft()
  const properties = [
    { name: 'title', type: 'String', isSearchable: 'true', isRetrievable: 'true', labels: ['iconUrl'] },
  ]
  await call(`POST ${c}/schema`, { baseType: 'microsoft.graph.externalItem', properties })

  const { body } = await call(`GET ${c}/schema`)
  expect(body.baseType).toBe('microsoft.graph.externalItem')
  expect(body.properties).toEqual([
    {
      name: 'title',
      type: 'string',
      labels: ['unknownFutureValue'],
      aliases: [],
      isSearchable: true,
      isQueryable: false,
      isRetrievable: true,
      isRefinable: false,
    },
  ])
  const headers = { prefer: 'include-unknown-enum-members' }
  expect((await call(`GET ${c}/schema`, undefined, { headers })).body.properties[0].labels).toEqual([
    'iconUrl',
  ])
  expect((await call(`GET ${c}/schema`, undefined, { version: 'beta' })).body.properties[0]).toHaveProperty(
    'isExactMatchRequired',
    false,
  )
})

test('a schema that breaks a rule is malformed, and the inner error says why', async () => {
  const { call } = await draft()
  const properties = [{ name: 'votes', type: 'int64', isSearchable: true }]

  expect(await call(`PATCH ${c}/schema`, { ...ticketSchema, properties })).toMatchObject({
    status: 400,
    body: {
      error: {
        code: 'BadRequest',
        message: 'The request is malformed or incorrect.',
        innerError: { source: 'Schema', message: expect.stringContaining("'votes'") },
      },
    },
  })
  expect(await call(`PATCH ${c}/schema`, peopleSchema)).toMatchObject({ status: 400 })
  expect(await call(`GET ${c}/schema`)).toMatchObject({ status: 404 })
})

test('a second schema while one provisions is a conflict', async () => {
  const { call } = await draft()
  await call(`PATCH ${c}/schema`, ticketSchema)

  for (const method of ['PATCH', 'POST']) {
    expect(await call(`${method} ${c}/schema`, ticketSchema)).toMatchObject({
      status: 409,
      body: { error: { message: 'A schema operation is already running.' } },
    })
  }
})

describe('a registered schema', () => {
  test('cannot be posted again or deleted', async () => {
    const { call, ready } = await openTenant()
    await ready('helpdesk1')

    expect(await call(`POST ${c}/schema`, ticketSchema)).toMatchObject({ status: 400 })
    expect(await call(`DELETE ${c}/schema`)).toMatchObject({
      status: 404,
      body: { error: { code: 'UnknownError' } },
    })
  })

  test('is updated, keeps what the request leaves out, and stays ready', async () => {
    const { call, ready, wait, settings } = await openTenant()
    await ready('helpdesk1')
    const properties = [{ name: 'team', type: 'string' }]

    expect(await call(`PATCH ${c}/schema`, { ...ticketSchema, properties })).toMatchObject({ status: 202 })
    expect((await call(`GET ${c}`)).body.state).toBe('ready')
    wait(settings.provisioningMs)
    const names = (await call(`GET ${c}/schema`)).body.properties.map(({ name }: { name: string }) => name)
    expect(names).toEqual(['title', 'tags', 'opened', 'votes', 'team'])
  })

  test('refuses a new type', async () => {
    const { call, ready } = await openTenant()
    await ready('helpdesk1')
    const properties = [{ name: 'votes', type: 'double' }]

    expect(await call(`PATCH ${c}/schema`, { ...ticketSchema, properties })).toMatchObject({ status: 400 })
  })
})

test('a failed registration leaves a draft that can try again', async () => {
  const { call, wait, settings, emulator } = await draft()
  failNextSchema(emulator.tenant, { message: 'The schema could not be provisioned.' })
  const location = (await call(`PATCH ${c}/schema`, ticketSchema)).headers.get('location')
  expect((await call(`GET ${location}`)).body).toMatchObject({ status: 'inprogress', error: null })

  wait(settings.provisioningMs)
  expect((await call(`GET ${location}`)).body).toMatchObject({
    status: 'failed',
    error: { code: null, message: 'The schema could not be provisioned.' },
  })
  expect((await call(`GET ${c}`)).body.state).toBe('draft')
  expect(await call(`GET ${c}/schema`)).toMatchObject({ status: 404 })
  expect(await call(`PATCH ${c}/schema`, ticketSchema)).toMatchObject({ status: 202 })
})

test('an operation belongs to its connection', async () => {
  const { call } = await draft()
  await call(`POST ${path}`, { id: 'other', name: 'Other' })
  const location = (await call(`PATCH ${c}/schema`, ticketSchema)).headers.get('location') ?? ''

  expect(await call(`GET ${location.replace('helpdesk1', 'other')}`)).toMatchObject({
    status: 404,
    body: { error: { innerError: { source: 'Operation' } } },
  })
})

test('an update without time to provision takes effect at once, the last one wins', async () => {
  const { call, settings } = await draft()
  settings.provisioningMs = 0
  await call(`PATCH ${c}/schema`, ticketSchema)
  for (const name of ['a', 'b', 'c']) {
    await call(`PATCH ${c}/schema`, { ...ticketSchema, properties: [{ name, type: 'string' }] })
  }

  expect((await call(`GET ${c}/schema`)).body.properties).toHaveLength(7)
})
