import { createRemoteJWKSet, jwtVerify } from 'jose'
import { expect, test } from 'vitest'
import { directoryRoles } from '../../../lib/emulator/directory/permissions'
import { redirectUri } from '../../support/emulator'
import { openAuthority } from './sign-in'

test('the sign-in page lists the sample accounts and leads back with a code', async () => {
  const { visit, address, signIn, redeem, url, tenantId, clientId } = await openAuthority()

  const page = await visit(address())
  expect(page.status).toBe(200)
  for (const name of ['alexw', 'luisg', 'megan', 'adelev']) expect(page.text).toContain(`${name}@contoso.com`)

  const { status, back, query } = await signIn('alexw@contoso.com')
  expect(status).toBe(302)
  expect(`${back?.origin}${back?.pathname}`).toBe(redirectUri)
  expect(query).toEqual({ code: expect.any(String), state: 'a&state' })

  const { body } = await redeem(query.code, { client_info: '1' })
  expect(body).toMatchObject({ token_type: 'Bearer', expires_in: 3600, scope: 'User.Read openid profile' })
  const keys = createRemoteJWKSet(new URL(`${url}/${tenantId}/discovery/v2.0/keys`))
  const { payload } = await jwtVerify(body.id_token, keys, {
    audience: clientId,
    issuer: `${url}/${tenantId}/v2.0`,
  })
  expect(payload).toMatchObject({
    nonce: 'once',
    tid: tenantId,
    preferred_username: 'alexw@contoso.com',
    name: 'Alex Wilber',
    roles: ['Connectors.Admin'],
    ver: '2.0',
  })
  expect(JSON.parse(Buffer.from(body.client_info, 'base64url').toString())).toEqual({
    uid: payload.oid,
    utid: tenantId,
  })
})

test('tokens carry app roles and directory roles as Entra puts them there', async () => {
  const { enter, clientId, tenantId } = await openAuthority()
  const search = directoryRoles['Search Administrator']

  expect((await enter('luisg@contoso.com')).id.roles).toEqual(['Connectors.Operator'])
  expect((await enter('megan@contoso.com')).id.roles).toEqual(['Connectors.Reader'])
  expect((await enter('adelev@contoso.com')).id).not.toHaveProperty('roles')
  const { id, access } = await enter('alland@contoso.com')
  expect(id).not.toHaveProperty('roles')
  expect(id.wids).toEqual([search, directoryRoles.member])
  expect(access).toMatchObject({
    aud: 'https://graph.microsoft.com',
    appid: clientId,
    azp: clientId,
    exp: expect.any(Number),
    idtyp: 'user',
    oid: id.oid,
    scp: 'User.Read openid profile',
    tid: tenantId,
    upn: 'alland@contoso.com',
    ver: '1.0',
    wids: [search, directoryRoles.member],
  })
  expect(access).not.toHaveProperty('roles')
})

test('an account of another tenant signs in with that tenant in its token', async () => {
  const { enter, tenantId, graph } = await openAuthority()

  const { id, tokens } = await enter('sam@fabrikam.com')

  expect(id.tid).not.toBe(tenantId)
  expect(id.iss).toContain(`/${id.tid}/`)
  expect(await graph(tokens.access_token, 'GET', '/v1.0/me')).toMatchObject({ status: 401 })
})

test('what the client got wrong about itself is shown and never sent on', async () => {
  const { visit, address } = await openAuthority()

  const cases = [
    [{ redirect_uri: 'https://evil.example/cb' }, 50011],
    [{ redirect_uri: `${redirectUri}/more` }, 50011],
    [{ client_id: crypto.randomUUID() }, 700016],
    [{ client_id: undefined }, 900144],
    [{ redirect_uri: undefined }, 900144],
  ] as const
  for (const [changes, code] of cases) {
    const { status, text, back } = await visit(address(changes))
    expect([status, back]).toEqual([400, undefined])
    expect(text).toContain(`AADSTS${code}`)
  }
  expect((await visit(address({}, 'nowhere'))).text).toContain('AADSTS90002')
})

test('other mistakes are sent back to the app with its state', async () => {
  const { visit, address, signIn } = await openAuthority()

  const cases = [
    [{ response_type: 'token' }, 'unsupported_response_type'],
    [{ response_type: undefined }, 'invalid_request'],
    [{ scope: undefined }, 'invalid_request'],
    [{ scope: 'openid Nothing.Such' }, 'invalid_client'],
    [{ code_challenge: 'short' }, 'invalid_request'],
    [{ prompt: 'none' }, 'login_required'],
  ] as const
  for (const [changes, error] of cases) {
    const { query } = await visit(address(changes))
    expect(query).toMatchObject({
      error,
      state: 'a&state',
      error_description: expect.stringMatching(/^AADSTS/),
    })
  }
  expect((await signIn('nobody@contoso.com')).query).toMatchObject({ error: 'access_denied' })
})

test('nonce, state and PKCE are the client’s to send', async () => {
  const { signIn, redeem } = await openAuthority()
  const nothing = { nonce: undefined, state: undefined, code_challenge: undefined }

  const { query } = await signIn('alexw@contoso.com', nothing)
  const { status, body } = await redeem(query.code, { code_verifier: '' })

  expect(query).toEqual({ code: expect.any(String) })
  expect([status, typeof body.id_token]).toEqual([200, 'string'])
})

test('a wrong verifier is refused', async () => {
  const { signIn, redeem } = await openAuthority()
  const { query } = await signIn('alexw@contoso.com')
  const wrong = { status: 400, body: { error: 'invalid_grant', error_codes: [501481] } }

  expect(await redeem(query.code, { code_verifier: 'another' })).toMatchObject(wrong)
  expect(await redeem(query.code, { code_verifier: '' })).toMatchObject(wrong)
})

test('somebody unknown or disabled is refused', async () => {
  const { signIn, tenant } = await openAuthority()
  const sql =
    "update users set body = json_set(body, '$.accountEnabled', json('false')) where userPrincipalName = ?"
  tenant.store.run(sql, 'megan@contoso.com')
  const refused = async (account: string) => (await signIn(account)).query

  expect(await refused('nobody@contoso.com')).toMatchObject({
    error: 'access_denied',
    error_description: expect.stringMatching(/^AADSTS50034/),
  })
  expect(await refused('megan@contoso.com')).toMatchObject({
    error: 'access_denied',
    error_description: expect.stringMatching(/^AADSTS50057/),
  })
})

test('what a token request lacks is named', async () => {
  const { signIn, redeem, refresh } = await openAuthority()
  const { query } = await signIn('alexw@contoso.com')
  const lacks = (name: string) => ({
    status: 400,
    body: { error_codes: [900144], error_description: expect.stringContaining(`'${name}'`) },
  })

  expect(await redeem('')).toMatchObject(lacks('code'))
  expect(await redeem(query.code, { redirect_uri: '' })).toMatchObject(lacks('redirect_uri'))
  expect(await refresh('')).toMatchObject(lacks('refresh_token'))
})

test('a code is good once, for its app and its redirect URI', async () => {
  const { signIn, redeem, app } = await openAuthority()
  const { query } = await signIn('alexw@contoso.com')
  const other = app('everything')
  const invalid = { status: 400, body: { error: 'invalid_grant', error_codes: [70000] } }

  expect(await redeem('no-such-code')).toMatchObject(invalid)
  expect(
    await redeem(query.code, { client_id: other.clientId, client_secret: other.clientSecret }),
  ).toMatchObject(invalid)
  expect(await redeem(query.code, { redirect_uri: 'http://127.0.0.1:3000/' })).toMatchObject({
    body: { error_codes: [500112] },
  })
  expect(await redeem(query.code)).toMatchObject({ status: 200 })
  expect(await redeem(query.code)).toMatchObject({
    status: 400,
    body: { error: 'invalid_grant', error_codes: [54005] },
  })
})

test('a code and a refresh token that are too old are refused', async () => {
  const { signIn, redeem, refresh, control } = await openAuthority({ settings: { refreshTokenSeconds: 0 } })
  const { query } = await signIn('alexw@contoso.com')
  const { body } = await redeem(query.code)
  await control('POST', 'settings', { codeSeconds: 0 })
  const late = await signIn('alexw@contoso.com')
  const expired = { status: 400, body: { error: 'invalid_grant', error_codes: [70008] } }

  expect(await refresh(body.refresh_token)).toMatchObject(expired)
  expect(await redeem(late.query.code)).toMatchObject(expired)
})

test('each refresh gives new tokens and a new refresh token', async () => {
  const { enter, refresh } = await openAuthority()
  const { tokens } = await enter('megan@contoso.com')

  const first = await refresh(tokens.refresh_token)
  const second = await refresh(first.body.refresh_token, { scope: 'openid User.Read' })

  expect(first).toMatchObject({ status: 200, body: { id_token: expect.any(String) } })
  expect(first.body.refresh_token).not.toBe(tokens.refresh_token)
  expect(second).toMatchObject({ status: 200, body: { refresh_token: expect.any(String) } })
  expect(await refresh('no-such-token')).toMatchObject({
    status: 400,
    body: { error: 'invalid_grant', error_codes: [70000] },
  })
})

test('without offline_access there is no refresh token', async () => {
  const { enter } = await openAuthority()

  const { tokens } = await enter('megan@contoso.com', { scope: 'openid' })

  expect(tokens).not.toHaveProperty('refresh_token')
})
