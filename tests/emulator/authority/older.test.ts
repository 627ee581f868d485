import { decodeJwt } from 'jose'
import { expect, test } from 'vitest'
import { openAuthority, verifier } from './sign-in'

const graph = 'https://graph.microsoft.com'
const redirectUri = 'http://localhost:8400'

async function open() {
  const authority = await openAuthority()
  const { url, tenantId, app } = authority
  const { clientId, clientSecret } = app('everything')
  const post = async (path: string, form: Record<string, string>) => {
    const body = new URLSearchParams({ client_id: clientId, ...form })
    const response = await fetch(`${url}/${tenantId}/oauth2/${path}`, { method: 'POST', body })
    return { status: response.status, body: (await response.json()) as Record<string, string> }
  }
  const address = (changes: Record<string, string> = {}) => {
    const all = {
      client_id: clientId,
      redirect_uri: redirectUri,
      response_type: 'code',
      state: 's',
      ...changes,
    }
    return `${url}/common/oauth2/authorize?${new URLSearchParams(all)}`
  }
  const signIn = (changes: Record<string, string> = {}) =>
    authority.visit(address(changes), { account: 'alland@contoso.com' })
  return { ...authority, clientId, clientSecret, post, address, signIn }
}

test('an app names a resource, and is answered in strings', async () => {
  const { post, clientSecret, graph: call } = await open()
  const form = { grant_type: 'client_credentials', client_secret: clientSecret }

  const { status, body } = await post('token', { ...form, resource: `${graph}/` })

  expect(status).toBe(200)
  const now = Math.floor(Date.now() / 1000)
  expect(body).toMatchObject({ token_type: 'Bearer', expires_in: '3600', resource: `${graph}/` })
  expect(Number(body.expires_on)).toBeGreaterThan(now + 3500)
  expect(Number(body.not_before)).toBeLessThanOrEqual(now)
  expect(await call(body.access_token ?? '', 'GET', '/v1.0/external/connections')).toMatchObject({
    status: 200,
  })
  expect(await post('token', form)).toMatchObject({
    status: 400,
    body: { error_codes: [900144], error_description: expect.stringContaining("'resource'") },
  })
  expect(await post('token', { ...form, resource: 'https://other.example' })).toMatchObject({
    body: { error_codes: [500011] },
  })
})

test('somebody signs in for a resource, and the code is good at either token endpoint', async () => {
  const { signIn, post, askToken, clientId, clientSecret, visit, address } = await open()
  const redeem = { grant_type: 'authorization_code', redirect_uri: redirectUri, client_secret: clientSecret }
  expect((await visit(address({ resource: graph }))).text).toContain('Pick an account')
  const { query } = await signIn({ resource: graph })
  expect(query).toEqual({ code: expect.any(String), state: 's' })

  const { body } = await post('token', { ...redeem, code: query.code ?? '', resource: graph })

  expect(body).toMatchObject({ expires_in: '3600', resource: graph, refresh_token: expect.any(String) })
  expect(body.scope?.split(' ')).toEqual(expect.arrayContaining(['User.Read', 'ExternalConnection.Read.All']))
  expect(decodeJwt(body.id_token ?? '')).toMatchObject({
    iss: expect.stringMatching(/^https:\/\/sts\.windows\.net\//),
    upn: 'alland@contoso.com',
    ver: '1.0',
  })
  const again = await post('token', {
    grant_type: 'refresh_token',
    refresh_token: body.refresh_token ?? '',
    client_secret: clientSecret,
    resource: graph,
  })
  expect(again).toMatchObject({ status: 200, body: { resource: graph } })
  const newer = await signIn()
  expect(
    await askToken({ ...redeem, client_id: clientId, code: newer.query.code ?? '', code_verifier: verifier }),
  ).toMatchObject({ status: 200, body: { expires_in: 3600 } })
})

test('an administrator consents for everybody with prompt=admin_consent', async () => {
  const { visit, address, app, tenant } = await open()
  const { clientId } = app('portal')
  const sql = "update apps set body = json_set(body, '$.requested', json(?)) where clientId = ?"
  const requested = { application: ['User.Read.All'], delegated: ['User.Read.All'] }
  tenant.store.run(sql, JSON.stringify(requested), clientId)
  const page = address({ client_id: clientId, prompt: 'admin_consent' })

  const shown = await visit(page, { account: 'admin@contoso.com' })
  expect(shown.text).toContain('for everybody in your organization')
  const { query } = await visit(page, { account: 'admin@contoso.com', consent: 'accept' })
  expect(query.code).toBeDefined()

  const { body } =
    tenant.store.get<{ body: string }>('select body from apps where clientId = ?', clientId) ?? {}
  expect(JSON.parse(body ?? '')).toMatchObject({
    permissions: ['User.Read.All'],
    delegatedPermissions: ['User.Read', 'ExternalItem.Read.All', 'User.Read.All'],
  })
  expect((await visit(page, { account: 'megan@contoso.com', consent: 'accept' })).text).toContain(
    'Need admin approval',
  )
})

test('a device code is had for a resource', async () => {
  const { post, url } = await open()
  expect(await post('devicecode', {})).toMatchObject({ body: { error_codes: [900144] } })

  const { body } = await post('devicecode', { resource: graph })

  expect(body).toMatchObject({ verification_url: `${url}/devicelogin`, expires_in: '900', interval: '5' })
  const form = { otc: body.user_code ?? '', account: 'megan@contoso.com' }
  await fetch(`${url}/devicelogin`, { method: 'POST', body: new URLSearchParams(form) })
  const redeem = { grant_type: 'device_code', code: body.device_code ?? '', resource: graph }
  expect(await post('token', redeem)).toMatchObject({ status: 200, body: { resource: graph } })
})

test('the document of the older authority names its endpoints and its issuer', async () => {
  const { url, tenantId } = await open()
  const read = async (name: string) =>
    (await (await fetch(`${url}/${name}/.well-known/openid-configuration`)).json()) as Record<string, string>

  const document = await read(tenantId)
  expect(document).toMatchObject({
    issuer: `https://sts.windows.net/${tenantId}/`,
    authorization_endpoint: `${url}/${tenantId}/oauth2/authorize`,
    token_endpoint: `${url}/${tenantId}/oauth2/token`,
    jwks_uri: `${url}/${tenantId}/discovery/keys`,
  })
  expect((await read('common')).issuer).toBe('https://sts.windows.net/{tenantid}/')
  const { keys } = (await (await fetch(document.jwks_uri ?? '')).json()) as { keys: { kty: string }[] }
  expect(keys).toMatchObject([{ kty: 'RSA' }])
  for (const [member, address] of Object.entries(document)) {
    if (!member.endsWith('_endpoint') && member !== 'jwks_uri') continue
    expect((await fetch(address)).status, member).not.toBe(404)
  }
})
