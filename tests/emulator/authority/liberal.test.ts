import { expect, test } from 'vitest'
import { startTestEmulator } from '../../support/emulator'
import { openAuthority } from './sign-in'

const scope = 'https://graph.microsoft.com/.default'

async function withApp() {
  const emulator = await startTestEmulator()
  const { clientId, clientSecret } = emulator.app('everything')
  const form = { grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret, scope }
  const post = async (path: string, body: Record<string, string>, headers: Record<string, string> = {}) => {
    const init = { method: 'POST', body: String(new URLSearchParams(body)), headers }
    const response = await fetch(`${emulator.url}${path}`, init)
    return { status: response.status, body: (await response.json()) as Record<string, unknown> }
  }
  return { ...emulator, form, post }
}

test('form fields, query strings and headers that are unknown are ignored', async () => {
  const { post, form, tenantId } = await withApp()
  const more = {
    client_info: '1',
    'x-client-SKU': 'MSAL.NetCore',
    'x-client-Ver': '4.60.0.0',
    claims: '{"access_token":{"xms_cc":{"values":["cp1"]}}}',
    resource: 'https://graph.microsoft.com',
    nonsense: '%00&=',
  }

  const path = `/${tenantId}/oauth2/v2.0/token?dc=ESTS-PUB-WEULR1&slice=testslice&api-version=1.0`
  const headers = { 'x-client-SKU': 'MSAL.NetCore', 'x-anything': 'else' }
  expect(await post(path, { ...form, ...more }, headers)).toMatchObject({ status: 200 })
})

test.each(['text/plain', 'application/json', 'application/x-www-form-urlencoded; charset=utf-8'])(
  'a form is read that calls itself %s',
  async (type) => {
    const { post, form, tenantId } = await withApp()

    expect(await post(`/${tenantId}/oauth2/v2.0/token`, form, { 'content-type': type })).toMatchObject({
      status: 200,
    })
  },
)

test('paths may have any case and a slash at the end', async () => {
  const { post, form, tenantId } = await withApp()

  for (const path of [`/${tenantId.toUpperCase()}/OAuth2/V2.0/Token`, '/Contoso.com/oauth2/v2.0/token/']) {
    expect(await post(path, form)).toMatchObject({ status: 200 })
  }
})

test('Graph is known by any of its names, and by any of this machine’s', async () => {
  const { askToken, form, url } = await withApp()
  const names = [
    url,
    'https://localhost:4143',
    'https://graph.microsoft.com/',
    '00000003-0000-0000-c000-000000000000',
  ]

  for (const name of names) {
    expect(await askToken({ ...form, scope: `${name}/.default` })).toMatchObject({ status: 200 })
  }
  expect(await askToken({ ...form, scope: 'https://localhost.example/.default' })).toMatchObject({
    status: 400,
  })
})

test('a desktop app signs in on any port of localhost, without a secret', async () => {
  const { signIn, redeem, app, refresh } = await openAuthority()
  const { clientId } = app('everything')
  const redirectUri = 'http://localhost:53682'
  const desktop = { client_id: clientId, redirect_uri: redirectUri }
  const unproven = { ...desktop, client_secret: '' }

  const { back, query } = await signIn('megan@contoso.com', desktop)
  expect(back?.origin).toBe(redirectUri)
  const { status, body } = await redeem(query.code, unproven)
  expect(status).toBe(200)
  expect(await refresh(body.refresh_token, unproven)).toMatchObject({ status: 200 })

  const older = await signIn('megan@contoso.com', { ...desktop, code_challenge: undefined })
  expect(await redeem(older.query.code, { ...unproven, code_verifier: '' })).toMatchObject({ status: 200 })
})

test('a web app needs its secret, with PKCE too', async () => {
  const { signIn, redeem } = await openAuthority()
  const { query } = await signIn('megan@contoso.com')

  expect(await redeem(query.code, { client_secret: '' })).toMatchObject({
    status: 401,
    body: { error_codes: [7000218] },
  })
})
