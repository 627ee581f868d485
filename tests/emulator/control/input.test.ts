import fc from 'fast-check'
import { expect, test } from 'vitest'
import { authorityRoutes } from '../../../lib/emulator/authority/routes'
import { controlHandlers } from '../../../lib/emulator/control/control'
import { startTestEmulator } from '../../support/emulator'

const names = [
  ...[
    'seed',
    'faults',
    'match',
    'method',
    'path',
    'times',
    'every',
    'rate',
    'skip',
    'status',
    'drop',
    'state',
  ],
  ...[
    'retryAfter',
    'latency',
    'medianMs',
    'operation',
    'lateMs',
    'advanceMs',
    'now',
    'message',
    'code',
    'pem',
  ],
  ...[
    'users',
    'userPrincipalName',
    'connections',
    'id',
    'name',
    'schema',
    'items',
    'groups',
    'members',
    'error',
  ],
  ...[
    'profileSources',
    'prioritizedSourceUrls',
    'ownerAppId',
    'inFlight',
    'strict',
    'constructor',
    '__proto__',
  ],
]
const leaf = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.double(),
  fc.integer({ min: -3, max: 600 }),
  fc.boolean(),
  fc.constant(null),
  fc.constantFrom(...names, 'before', 'stuck', 'obsolete', 'demo', 'empty', '2027-01-31T08:00:00Z'),
)
const { body } = fc.letrec((tie) => ({
  body: fc.oneof(
    { depthSize: 'small' },
    leaf,
    fc.array(tie('body'), { maxLength: 3 }),
    fc.dictionary(fc.oneof(fc.constantFrom(...names), fc.string()), tie('body'), { maxKeys: 6 }),
  ),
}))
const segment = fc.oneof(fc.string(), fc.constantFrom('%', '..', '%00', 'helpdesk1', '%E0%A4%A'))
const encoded = (text: string) => text.replace(/[\s?#\\]/g, encodeURIComponent)

// A latency that a script asks for is waited for, and a snapshot is another way in.
const calls = Object.keys(controlHandlers)

test('no input makes the control API fail', async () => {
  const { url } = await startTestEmulator()

  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...calls), segment, fc.option(body), async (call, part, sent) => {
      const [method, path = ''] = call.split(' ')
      const target = `${url}/_emulator/${path.replace(':', encoded(part))}`
      const init = method === 'GET' ? {} : { body: sent === null ? null : JSON.stringify(sent) }
      const { status } = await fetch(target, { method, ...init })
      expect(status).toBeLessThan(500)
    }),
    { numRuns: 500 },
  )
  expect((await fetch(`${url}/_emulator/reset`, { method: 'POST' })).status).toBe(204)
})

test('no query makes the control API or the inspector fail', async () => {
  const { url, control } = await startTestEmulator()
  await control('POST', 'seed', { connections: [{ id: 'helpdesk1', name: 'Helpdesk' }] })
  const paths = [
    '/_emulator/items?connectionId=helpdesk1&top=',
    '/_emulator/items?connectionId=',
    '/_emulator/ignoredValues?top=',
    '/_emulator/requests?last=',
    '/_emulator/profiles/',
    '/inspector/connections/helpdesk1?from=',
    '/inspector/connections/helpdesk1/items/',
    '/inspector/connections/',
    '/inspector/profiles/',
    '/inspector/requests/',
    '/inspector/requests?refused=',
  ]

  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...paths), segment, async (path, part) => {
      expect((await fetch(`${url}${path}${encoded(part)}`)).status).toBeLessThan(500)
    }),
    { numRuns: 400 },
  )
})

const parameters = [
  ...['grant_type', 'client_id', 'client_secret', 'scope', 'code', 'redirect_uri', 'code_verifier'],
  ...['refresh_token', 'device_code', 'client_assertion', 'client_assertion_type', 'response_type'],
  ...['response_mode', 'state', 'nonce', 'prompt', 'code_challenge', 'code_challenge_method', 'login_hint'],
  ...['account', 'user_code', 'authorization_endpoint', 'post_logout_redirect_uri', 'id_token_hint'],
]

test('no input makes the authority fail', async () => {
  const { url, tenantId, app } = await startTestEmulator()
  const { clientId, clientSecret } = app('portal')
  const value = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom(clientId, clientSecret, 'code', 'form_post', 'none', 'alexw@contoso.com', 'e30.e30.e30'),
    fc.constantFrom('authorization_code', 'refresh_token', 'client_credentials', 'openid offline_access'),
    fc.constantFrom('urn:ietf:params:oauth:grant-type:device_code', 'https://graph.microsoft.com/.default'),
    fc.constantFrom(
      'http://127.0.0.1:3000/auth/callback',
      'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    ),
  )
  const form = fc.dictionary(fc.constantFrom(...parameters), value, { maxKeys: 9 })
  const authorization = fc.option(fc.constantFrom('Basic OjpA', 'Basic %%', 'Bearer e30.e30.e30', 'Bearer x'))

  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...authorityRoutes()),
      fc.constantFrom(tenantId, 'common', 'nowhere.com', '%E0%A4%A'),
      form,
      form,
      authorization,
      async (route, tenant, query, sent, header) => {
        const [method, path = ''] = route.split(' ')
        const { status } = await fetch(
          `${url}${path.replace(':tenant', tenant)}?${new URLSearchParams(query)}`,
          {
            method,
            redirect: 'manual',
            headers: header === null ? {} : { authorization: header },
            ...(method === 'POST' ? { body: new URLSearchParams(sent) } : {}),
          },
        )
        expect(status).toBeLessThan(500)
      },
    ),
    { numRuns: 600 },
  )
})
