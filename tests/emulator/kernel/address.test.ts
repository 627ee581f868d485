import { request } from 'node:http'
import { createServer } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { isLocal } from '../../../lib/emulator/kernel/address'
import { startTestEmulator } from '../../support/emulator'

const path = '/v1.0/external/connections'
const schema = { baseType: 'microsoft.graph.externalItem', properties: [{ name: 'title', type: 'string' }] }

type Sent = { method?: string; headers?: Record<string, string>; body?: unknown }
/** What fetch does not let a client send: a Host of its own. */
function send(url: string, where: string, { method = 'GET', headers = {}, body }: Sent = {}) {
  return new Promise<{ status: number; location: string | undefined; body: ReturnType<typeof JSON.parse> }>(
    (resolve, reject) => {
      const sending = request(`${url}${where}`, { method, headers }, (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString()
          const isJson = text.startsWith('{')
          resolve({
            status: response.statusCode ?? 0,
            location: response.headers.location,
            body: isJson ? JSON.parse(text) : text,
          })
        })
      })
      sending.once('error', reject)
      sending.end(body === undefined ? undefined : JSON.stringify(body))
    },
  )
}

const asked: [string, Record<string, string>, string][] = [
  ['the name that clients have built in', { host: 'graph.microsoft.com' }, 'http://graph.microsoft.com'],
  ['any name', { host: 'tenant.test:8080' }, 'http://tenant.test:8080'],
  ['an IPv6 address', { host: '[::1]:4100' }, 'http://[::1]:4100'],
  ['the scheme before a proxy', { host: 'tenant.test', 'x-forwarded-proto': 'https' }, 'https://tenant.test'],
  [
    'the host before a proxy',
    { host: '10.0.0.3:4100', 'x-forwarded-proto': 'https', 'x-forwarded-host': 'graph.microsoft.com' },
    'https://graph.microsoft.com',
  ],
  [
    'the first of several proxies',
    {
      host: 'inner',
      'x-forwarded-proto': 'HTTPS, http',
      'x-forwarded-host': 'outer.test:8443, middle.test',
    },
    'https://outer.test:8443',
  ],
  [
    'what is no host or scheme',
    { host: 'tenant.test', 'x-forwarded-proto': 'gopher', 'x-forwarded-host': 'a b"/<x>' },
    'http://tenant.test',
  ],
]

test.each(asked)('absolute addresses follow %s', async (_, headers, base) => {
  const { url, appToken, tenantId } = await startTestEmulator({
    settings: { pageSize: 1 },
    allowedHosts: ['*'],
  })
  const authorization = `Bearer ${await appToken('everything')}`
  const call = (method: string, where: string, body?: unknown) =>
    send(url, where, { method, body, headers: { ...headers, authorization } })
  for (const id of ['helpdesk1', 'helpdesk2']) {
    await call('POST', path, { id, name: id, description: id })
  }

  const list = (await call('GET', path)).body
  expect(list['@odata.context']).toBe(`${base}/v1.0/$metadata#connections`)
  expect(list['@odata.nextLink'].startsWith(`${base}${path}?`)).toBe(true)
  const { location } = await call('PATCH', `${path}/helpdesk1/schema`, schema)
  expect(location?.startsWith(`${base}${path}/helpdesk1/operations/`)).toBe(true)

  const document = await send(url, `/${tenantId}/v2.0/.well-known/openid-configuration`, { headers })
  expect(document.body).toMatchObject({
    issuer: `${base}/${tenantId}/v2.0`,
    authorization_endpoint: `${base}/${tenantId}/oauth2/v2.0/authorize`,
    token_endpoint: `${base}/${tenantId}/oauth2/v2.0/token`,
    jwks_uri: `${base}/${tenantId}/discovery/v2.0/keys`,
  })
})

// Elsewhere the machine has only one loopback address.
const testOnLinux = test.runIf(process.platform === 'linux')

testOnLinux('it listens on this machine’s own address, unless told otherwise', async () => {
  const { url } = await startTestEmulator()
  const { port } = new URL(url)

  // 127.0.0.1 is taken, every other address of the machine is still free.
  const server = createServer()
  onTestFinished(() => void server.close())
  const listening = new Promise<string>((resolve) => {
    server.once('error', ({ message }) => resolve(message))
    server.listen({ port: Number(port), host: '127.0.0.2', exclusive: true }, () => resolve('free'))
  })

  expect(new URL(url).hostname).toBe('127.0.0.1')
  expect(await listening).toBe('free')
})

testOnLinux('told to listen everywhere, it does', async () => {
  const { url } = await startTestEmulator({ host: '0.0.0.0' })

  expect(await send(url.replace('127.0.0.1', '127.0.0.2'), '/_emulator/state')).toMatchObject({ status: 200 })
})

test('the control API is for this machine, whatever it listens on', async () => {
  const { url } = await startTestEmulator({ host: '0.0.0.0' })
  const state = async (headers: Record<string, string>) =>
    (await send(url, '/_emulator/state', { headers })).status
  const { host } = new URL(url)

  expect(await state({ 'x-forwarded-for': '192.0.2.7' })).toBe(403)
  expect(await state({ 'x-forwarded-for': '127.0.0.1, 192.0.2.7' })).toBe(403)
  expect(await state({ 'x-forwarded-for': '127.0.0.1' })).toBe(200)
  expect(await state({ origin: 'https://evil.example' })).toBe(403)
  expect(await state({ origin: 'null' })).toBe(403)
  expect(await state({ origin: `http://${host}` })).toBe(200)
  expect(await state({ host: 'evil.example:4100' })).toBe(403)
  expect(await state({ host: 'evil.example:4100', origin: 'http://evil.example:4100' })).toBe(403)
  expect(await state({ host: 'graph.microsoft.com' })).toBe(200)
})

test.each([
  ['127.0.0.1', true],
  ['::1', true],
  ['::ffff:127.0.0.1', true],
  ['192.0.2.7', false],
  ['::ffff:192.0.2.7', false],
  ['fe80::1', false],
  [undefined, false],
])('%s is this machine: %s', (remoteAddress, expected) => {
  expect(isLocal({ headers: { host: 'localhost:4100' }, socket: { remoteAddress } })).toBe(expected)
})

const known: [host: string, status: number, allowedHosts: string[]][] = [
  ['127.0.0.1:4100', 200, []],
  ['[::1]:4100', 200, []],
  ['localhost:4100', 200, []],
  ['graph.microsoft.com', 200, []],
  ['tenant:4100', 200, []],
  ['evil.example:4100', 421, []],
  ['evil.example:4100', 421, ['tenant.test']],
  ['Tenant.test', 200, ['tenant.test']],
  ['anything.test', 200, ['*']],
]

test.each(known)('asked under %s it answers %i', async (host, status, allowedHosts) => {
  const { url } = await startTestEmulator({ allowedHosts })

  expect(
    (
      await send(url, '/11111111-0000-0000-0000-000000000000/v2.0/.well-known/openid-configuration', {
        headers: { host },
      })
    ).status === 421,
  ).toBe(status === 421)
  expect((await send(url, '/v1.0/external/connections', { headers: { host } })).status === 421).toBe(
    status === 421,
  )
})
