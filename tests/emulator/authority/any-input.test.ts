import { request } from 'node:http'
import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { startTestEmulator } from '../../support/emulator'

vi.setConfig({ testTimeout: 60_000 })

const endpoints = [
  'v2.0/.well-known/openid-configuration',
  'discovery/v2.0/keys',
  'discovery/instance',
  'oauth2/v2.0/authorize',
  'oauth2/v2.0/token',
  'oauth2/v2.0/logout',
  'oauth2/authorize',
  'oauth2/token',
  'oauth2/devicecode',
  'adminconsent',
  'v2.0/adminconsent',
  'oauth2/v2.0/devicecode',
  'oauth2/deviceauth',
  'openid/userinfo',
  '/metadata/identity/oauth2/token',
  '/msi/token',
]
const tenants = [
  'common',
  'organizations',
  'contoso.com',
  '7d5c6a0e-3b0f-4f0c-9b4e-6a1d2c7e8f10',
  '',
  '%',
  'x y',
]
const known: Record<string, string[]> = {
  grant_type: [
    'client_credentials',
    'authorization_code',
    'refresh_token',
    'device_code',
    'urn:ietf:params:oauth:grant-type:device_code',
  ],
  client_id: ['0a6f1c5e-9d2b-4c38-8f61-51b7e3d90a01', '0a6f1c5e-9d2b-4c38-8f61-51b7e3d90a04'],
  client_secret: ['local-tenant-everything-secret', 'local-tenant-portal-secret'],
  client_assertion: ['e30.e30.e30', 'eyJhbGciOiJSUzI1NiJ9.bnVsbA.eA', 'a.b.c'],
  scope: ['https://graph.microsoft.com/.default', 'openid', '/.default', 'User.Read'],
  redirect_uri: ['http://127.0.0.1:3000/auth/callback', 'http://localhost', 'https://evil.example'],
  response_type: ['code', 'id_token'],
  resource: ['https://graph.microsoft.com', 'https://other.example'],
  response_mode: ['query', 'fragment', 'form_post'],
  account: ['alexw@contoso.com', 'admin@contoso.com', 'nobody@contoso.com'],
  consent: ['accept', 'cancel'],
  authorization_endpoint: ['https://localhost/common', 'https:///', 'javascript:1'],
  post_logout_redirect_uri: ['http://127.0.0.1:3000/', '//', 'http://['],
  code: [],
  device_code: [],
  refresh_token: [],
  otc: [],
  state: [],
  prompt: ['none', 'login', 'consent', 'admin_consent'],
  login_hint: [],
  code_challenge: [],
}

const text = fc.string({ unit: 'binary', maxLength: 24 })
const fields = fc
  .subarray(Object.keys(known))
  .chain((names) =>
    fc.tuple(
      ...names.map((name) =>
        fc.tuple(fc.constant(name), fc.oneof(fc.constantFrom('', ...(known[name] ?? [])), text)),
      ),
    ),
  )
  .map((pairs) => String(new URLSearchParams(pairs)))

const sent = fc.record({
  method: fc.constantFrom('GET', 'POST', 'PUT', 'HEAD', 'OPTIONS'),
  tenant: fc.constantFrom(...tenants),
  endpoint: fc.constantFrom(...endpoints),
  query: fields,
  body: fc.oneof(
    { weight: 4, arbitrary: fields.map(Buffer.from) },
    fc.uint8Array({ maxLength: 64 }).map(Buffer.from),
  ),
  headers: fc.dictionary(
    fc.constantFrom(
      'authorization',
      'cookie',
      'host',
      'origin',
      'x-forwarded-host',
      'x-forwarded-proto',
      'metadata',
      'x-identity-header',
    ),
    fc.oneof(
      fc.constantFrom(
        'Bearer e30.e30.e30',
        'Basic Og==',
        'Basic %',
        'ESTSAUTH=1',
        'https',
        'true',
        'local-tenant-identity-header',
        'graph.microsoft.com',
      ),
      fc.stringMatching(/^[ -~]{0,16}$/),
    ),
  ),
})

test('nothing that is sent to the authority makes it fail', async () => {
  const { url } = await startTestEmulator()
  const send = (path: string, method: string, headers: Record<string, string>, body: Buffer) =>
    new Promise<number>((resolve, reject) => {
      const sending = request(`${url}${path}`, { method, headers }, (response) => {
        response.resume().once('end', () => resolve(response.statusCode ?? 0))
      })
      sending.once('error', reject)
      sending.end(method === 'GET' || method === 'HEAD' ? undefined : body)
    })

  await fc.assert(
    fc.asyncProperty(sent, async ({ method, tenant, endpoint, query, headers, body }) => {
      const path = `${endpoint.startsWith('/') ? '' : `/${encodeURI(tenant)}/`}${endpoint}?${query}`
      expect(await send(path, method, headers, body)).toBeLessThan(500)
    }),
    { numRuns: 400 },
  )
})
