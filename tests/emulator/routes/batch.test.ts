import { BatchResponseContent } from '@microsoft/microsoft-graph-client'
import { describe, expect, test } from 'vitest'
import { everyone, openTenant, ticketSchema } from './calls'

const user = (id: string, name = 'alexw') => ({
  id,
  method: 'GET',
  url: `/users/${name}@contoso.com?$select=id`,
})
const ids = (responses: { id: string; status: number }[]) =>
  Object.fromEntries(responses.map(({ id, status }) => [id, status]))

test('each request gets its own answer', async () => {
  const { call, ready } = await openTenant()
  await ready('helpdesk1')
  const put = {
    id: '3',
    method: 'put',
    url: 'external/connections/helpdesk1/items/T1',
    headers: { 'Content-Type': 'application/json' },
    body: { acl: everyone, properties: { title: 'a' } },
  }
  const gone = { id: '4', method: 'DELETE', url: '/external/connections/helpdesk1/items/T9' }

  const { status, body } = await call('POST /$batch', {
    requests: [user('1'), user('2', 'nobody'), put, gone],
  })
  expect(status).toBe(200)
  expect(ids(body.responses)).toEqual({ 1: 200, 2: 404, 3: 200, 4: 404 })
  const [first, second, third] = body.responses
  expect(first.body.id).toMatch(/^[0-9a-f-]{36}$/)
  expect(second.body.error.code).toBe('Request_ResourceNotFound')
  expect(third.body).toMatchObject({ id: 'T1', properties: { title: 'a' } })
  expect(first.headers['Content-Type']).toContain('application/json')
})

test('what depends on a failure fails, what depends on a success follows it', async () => {
  const { call } = await openTenant()
  const requests = [
    user('a', 'nobody'),
    { ...user('b'), dependsOn: ['A'] },
    { ...user('c'), dependsOn: ['b'] },
    user('d'),
    { ...user('e'), dependsOn: ['d'] },
  ]

  const { body } = await call('POST /$batch', { requests })
  expect(ids(body.responses)).toEqual({ a: 404, b: 424, c: 424, d: 200, e: 200 })
})

test('requests count towards what is in flight', async () => {
  const { call, ready, settings } = await openTenant()
  await ready('helpdesk1')
  settings.inFlight = 0
  const get = { id: '1', method: 'GET', url: '/external/connections/helpdesk1' }

  const { body } = await call('POST /$batch', { requests: [get] })
  expect(body.responses[0]).toMatchObject({ status: 429, headers: { 'Retry-After': '1' } })
})

test("answers are read by the JavaScript SDK's own reader of batches", async () => {
  const { call, ready } = await openTenant()
  await ready('helpdesk1')
  const patch = {
    id: '2',
    method: 'PATCH',
    url: '/external/connections/helpdesk1/schema',
    headers: { 'Content-Type': 'application/json' },
    body: ticketSchema,
  }

  const { body } = await call('POST /$batch', {
    requests: [user('1'), patch, { ...user('3', 'nobody'), dependsOn: ['1'] }],
  })
  const read = new BatchResponseContent(body)
  expect(await read.getResponseById('1').json()).toMatchObject({ id: expect.any(String) })
  expect(read.getResponseById('2').headers.get('location')).toContain('/operations/')
  expect(await read.getResponseById('3').json()).toMatchObject({ error: { code: expect.any(String) } })
  expect(
    body.responses.flatMap((one: object) => Object.keys('headers' in one ? (one.headers as object) : {})),
  ).not.toContain('content-type')
})

test('headers of inner answers are spelled as Graph writes them', async () => {
  const { call, settings } = await openTenant()
  await call('POST /external/connections', { id: 'helpdesk1', name: 'Helpdesk' })
  const schema = {
    id: '1',
    method: 'PATCH',
    url: '/external/connections/helpdesk1/schema',
    headers: { 'content-type': 'application/json' },
    body: ticketSchema,
  }
  const batch = async (...requests: object[]) =>
    (await call('POST /$batch', { requests })).body.responses.map((one: { headers: object }) => one.headers)

  expect(await batch(schema)).toEqual([expect.objectContaining({ Location: expect.any(String) })])
  settings.inFlight = 0
  expect(await batch(schema)).toEqual([
    expect.objectContaining({ 'Retry-After': '1', 'Content-Type': 'application/json' }),
  ])
})

test('a batch inside a batch is refused on its own', async () => {
  const { call } = await openTenant()
  const inner = {
    id: '2',
    method: 'POST',
    url: '/$batch',
    headers: { 'content-type': 'application/json' },
    body: { requests: [user('1')] },
  }

  const { body } = await call('POST /$batch', { requests: [user('1'), inner] })
  expect(ids(body.responses)).toEqual({ 1: 200, 2: 400 })
})

describe('a batch is refused', () => {
  test.each([
    ['without requests', {}],
    ['with none', { requests: [] }],
    ['with 21', { requests: Array.from({ length: 21 }, (_, index) => user(String(index))) }],
    ['with an id twice', { requests: [user('a'), user('A')] }],
    ['without an id', { requests: [{ method: 'GET', url: '/me' }] }],
    ['without a method', { requests: [{ id: '1', url: '/me' }] }],
    ['without an address', { requests: [{ id: '1', method: 'GET', url: '' }] }],
    ['with headers that are a list', { requests: [{ ...user('1'), headers: [] }] }],
    ['with a body of no type', { requests: [{ ...user('1'), method: 'POST', body: {} }] }],
    ['with a dependency on nothing', { requests: [{ ...user('1'), dependsOn: ['2'] }] }],
  ])('%s', async (_, body) => {
    const { call } = await openTenant()
    expect(await call('POST /$batch', body)).toMatchObject({
      status: 400,
      body: { error: { code: 'BadRequest' } },
    })
  })
})
