import { brotliCompressSync, gzipSync } from 'node:zlib'
import { decodeJwt } from 'jose'
import { expect, test, vi } from 'vitest'
import { Tokens } from '../../../lib/emulator/authority/tokens'
import { startTestEmulator } from '../../support/emulator'

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const path = '/v1.0/external/connections'
const draft = (id: string) => JSON.stringify({ id, name: id, description: id })

async function open(settings = {}) {
  const emulator = await startTestEmulator({ settings })
  const token = await emulator.appToken('everything')
  const call = (method: string, where: string, init?: RequestInit) =>
    emulator.graph(token, method, where, init)
  return { ...emulator, token, call }
}

test('a refusal has the shape of Graph and its request ids', async () => {
  const { call } = await open()
  const id = crypto.randomUUID()

  const { status, headers, body } = await call('GET', `${path}/nosuch1`, {
    headers: { 'client-request-id': id },
  })

  expect(status).toBe(404)
  expect(body).toEqual({
    error: {
      code: 'ItemNotFound',
      message: 'The requested resource does not exist.',
      innerError: {
        code: 'ResourceNotFound',
        source: 'Connection',
        message: "'Connection' was not found.",
        date: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/),
        'request-id': headers.get('request-id'),
        'client-request-id': id,
      },
    },
  })
  expect(headers.get('request-id')).toMatch(guid)
  expect(headers.get('client-request-id')).toBe(id)
  expect(Date.parse(headers.get('date') ?? '')).toBeGreaterThan(0)
})

// Everything in it is right, but the signature is somebody else's.
const forged = [
  { alg: 'RS256', typ: 'JWT' },
  {
    aud: 'https://graph.microsoft.com',
    tid: '7d5c6a0e-3b0f-4f0c-9b4e-6a1d2c7e8f10',
    idtyp: 'app',
    appid: '0a6f1c5e-9d2b-4c38-8f61-51b7e3d90a03',
    roles: ['ExternalConnection.Read.All'],
    exp: 4_000_000_000,
  },
  'signature',
].map((part) => Buffer.from(typeof part === 'string' ? part : JSON.stringify(part)).toString('base64url'))

test.each([
  ['none', undefined, 'Access token is empty.'],
  ['another scheme', 'Basic abc', 'Access token is empty.'],
  ['no JWT', 'Bearer abc', /^IDX14100/],
  ['a JWT that nobody signed', 'Bearer eyJhbGciOiJub25lIn0.e30.e30', /^Signature/],
  ['a JWT that somebody else signed', `Bearer ${forged.join('.')}`, /^Signature/],
])('a request with %s for a token is refused', async (_, authorization, message) => {
  const { url } = await open()

  const response = await fetch(`${url}${path}`, { headers: authorization ? { authorization } : {} })

  expect(response.status).toBe(401)
  expect(response.headers.get('www-authenticate')).toMatch(
    /^Bearer realm="", authorization_uri="https:\/\/login\.microsoftonline\.com\/common\/oauth2\/authorize"/,
  )
  const { error } = (await response.json()) as { error: { code: string; message: string } }
  expect(error.code).toBe('InvalidAuthenticationToken')
  expect(error.message).toMatch(message)
})

test.each([
  ['that has expired', { exp: 1000 }, /expired/],
  ['for another audience', { aud: 'api://other' }, /audience/],
  ['of another tenant', { tid: crypto.randomUUID() }, /tenant/],
])('a token %s is refused', async (_, change, message) => {
  const { tenant, tenantId, token, graph } = await open()
  const forged = new Tokens(tenant.store, tenantId).sign({ ...decodeJwt(token), ...change })

  const { status, body } = await graph(forged, 'GET', path)

  expect([status, body.error.code]).toEqual([401, 'InvalidAuthenticationToken'])
  expect(body.error.message).toMatch(message)
})

test('a permission that is missing is refused, and the log says which', async () => {
  const { appToken, graph, requests } = await open()
  const ingestion = await appToken('ingestion')

  const { status, body } = await graph(ingestion, 'GET', path)

  expect([status, body.error.code]).toEqual([403, 'Authorization_RequestDenied'])
  expect((await requests()).at(-1)).toMatchObject({
    method: 'GET',
    path,
    status: 403,
    reason: expect.stringContaining('ExternalConnection.ReadWrite.OwnedBy'),
  })
})

test('an unknown segment is named, a known path tells methods apart', async () => {
  const { call } = await open()
  const segment = (name: string) => ({
    status: 400,
    body: { error: { code: 'BadRequest', message: `Resource not found for the segment '${name}'.` } },
  })

  expect(await call('GET', '/v1.0/externals')).toMatchObject(segment('externals'))
  expect(await call('GET', '/v1.0/external/things/1')).toMatchObject(segment('things'))
  expect(await call('GET', '/v1.0/%E0%A4%A')).toMatchObject({ status: 400 })
  expect(await call('PUT', path)).toMatchObject({
    status: 405,
    body: { error: { code: 'Request_BadRequest' } },
  })
})

test('what is only in beta is not found in v1.0', async () => {
  const { call } = await open()
  await call('POST', path, { body: draft('helpdesk1') })

  expect(await call('GET', `${path}/helpdesk1/quota`)).toMatchObject({
    status: 400,
    body: { error: { message: "Resource not found for the segment 'quota'." } },
  })
})

test('paths may have any case and keys any form, ids keep theirs', async () => {
  const { call } = await open()
  await call('POST', '/V1.0/External/CONNECTIONS/', { body: draft('HelpDesk1') })
  const entra = '4ce763dd-9214-4eff-af7c-da491cc3782d'

  expect(await call('GET', '/Beta/EXTERNAL/connections/HelpDesk1')).toMatchObject({
    status: 200,
    body: { id: 'HelpDesk1' },
  })
  expect(await call('GET', `${path}('HelpDesk1')`)).toMatchObject({ status: 200 })
  expect(await call('GET', `${path}/helpdesk1`)).toMatchObject({ status: 404 })
  for (const key of [`(sourceId='${entra}')`, `(sourceId=%27${entra}%27)`, `('${entra}')`, `/${entra}`]) {
    expect(await call('GET', `/v1.0/admin/people/profileSources${key}`)).toMatchObject({
      body: { sourceId: entra },
    })
  }
})

test('a body is read whatever its type and packing, and refused when it is no JSON', async () => {
  const { call } = await open()
  const post = (body: string | Uint8Array, headers: Record<string, string> = {}) =>
    call('POST', path, { body: body as BodyInit, headers })

  expect(await post(`\uFEFF${draft('plain1')}`, { 'content-type': 'text/plain' })).toMatchObject({
    status: 201,
  })
  expect(await post(gzipSync(draft('packed1')), { 'content-encoding': 'gzip' })).toMatchObject({
    status: 201,
  })
  expect(await post(brotliCompressSync(draft('packed2')), { 'content-encoding': 'br' })).toMatchObject({
    status: 201,
  })
  const malformed = { status: 400, body: { error: { code: 'BadRequest' } } }
  for (const body of ['{"id":', '\u0000', 'nonsense', '{"id":12345678901234567890']) {
    const { status, body: said } = await post(body)
    expect([status, said.error.code]).toEqual([400, 'BadRequest'])
    expect(said.error.message).toBe(
      'Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.',
    )
    // Where nothing is wanted of a body, too.
    expect(await call('DELETE', `${path}/plain1`, { body })).toMatchObject(malformed)
  }
  expect(await post(draft('unpacked1'), { 'content-encoding': 'gzip' })).toMatchObject(malformed)
})

test('a body that is too large is refused, packed or not', async () => {
  const { call } = await open({ bodyLimitBytes: 2000 })
  const large = JSON.stringify({ id: 'a'.repeat(1_000_000) })
  const refused = { status: 413, body: { error: { code: 'RequestEntityTooLarge' } } }

  expect(await call('POST', path, { body: large })).toMatchObject(refused)
  const packed = { body: gzipSync(large) as BodyInit, headers: { 'content-encoding': 'gzip' } }
  expect(await call('POST', path, packed)).toMatchObject(refused)
  expect(await call('POST', path, { body: draft('small1') })).toMatchObject({ status: 201 })
})

test('more than 25 operations in flight on a connection are throttled, those of another app are not', async () => {
  const { call, appToken, graph, tenant } = await open()
  await call('POST', path, { body: draft('helpdesk1') })
  await call('POST', path, { body: draft('helpdesk2') })
  // Longer than a busy machine takes to send them all.
  tenant.settings.latencyMs = 1000
  const configuration = await appToken('configuration')
  const get = (id: string) => call('GET', `${path}/${id}`)

  const [other, elsewhere, ...answers] = await Promise.all([
    graph(configuration, 'GET', `${path}/helpdesk1`),
    get('helpdesk2'),
    ...Array.from({ length: 30 }, () => get('helpdesk1')),
  ])

  const throttled = answers.filter(({ status }) => status === 429)
  expect(throttled).toHaveLength(5)
  expect(throttled[0]?.headers.get('retry-after')).toBe('1')
  expect(throttled[0]?.body.error.code).toBe('TooManyRequests')
  expect(other.status).not.toBe(429)
  expect(elsewhere.status).toBe(200)
  expect((await get('helpdesk1')).status).toBe(200)
})

test('a body that nests too deep is refused, alone and inside a batch', async () => {
  const { call, token, graph, requests } = await open()
  const deep = `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`
  const step = `{"id":"1","method":"POST","url":"/external/connections","headers":{"content-type":"application/json"},"body":${deep}}`

  expect(await call('POST', path, { body: deep })).toMatchObject({ status: 400 })
  const nested = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`
  const reason = async (levels: number) => {
    await call('POST', path, { body: nested(levels) })
    return (await requests()).at(-1)?.reason ?? ''
  }
  expect(await reason(100)).not.toContain('nests deeper')
  expect(await reason(101)).toContain('nests deeper than 100 levels')
  const batch = await graph(token, 'POST', '/v1.0/$batch', { body: `{"requests":[${step}]}` })
  expect(batch).toMatchObject({ status: 400, body: { error: { code: 'BadRequest' } } })
})

test('an app that sends too much in a window is throttled until the window ends', async () => {
  const { call, appToken, graph, tenant, control } = await open()
  const { settings } = tenant
  settings.throttleRequests = 2
  settings.throttleWindowMs = 4000
  const statuses = [await call('GET', path), await call('GET', path)].map(({ status }) => status)

  expect(statuses).toEqual([200, 200])
  const refused = await call('GET', path)
  expect(refused).toMatchObject({ status: 429, body: { error: { code: 'TooManyRequests' } } })
  expect(refused.headers.get('retry-after')).toMatch(/^[1-4]$/)
  expect((await graph(await appToken('configuration'), 'GET', path)).status).toBe(200)
  await control('POST', 'clock', { advanceMs: 4000 })
  expect((await call('GET', path)).status).toBe(200)
})

test('what a handler did not expect is a Graph 500 and no end of the server', async () => {
  const { call, tenant } = await open()
  const { now } = tenant
  const output = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  tenant.now = () => {
    throw new Error('Broken on purpose')
  }
  const failure = await call('GET', path)
  tenant.now = now
  const written = output.mock.calls.join()
  output.mockRestore()

  expect(failure).toMatchObject({ status: 500, body: { error: { code: 'generalException' } } })
  expect(failure.body.error.innerError['request-id']).toBe(failure.headers.get('request-id'))
  expect(written).toContain('Broken on purpose')
  expect(await call('GET', path)).toMatchObject({ status: 200 })
})
