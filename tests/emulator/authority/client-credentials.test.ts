import { constants, createHash, sign, X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createLocalJWKSet, jwtVerify } from 'jose'
import { expect, test } from 'vitest'
import { startTestEmulator } from '../../support/emulator'

const pem = readFileSync(new URL('../../support/certificate.pem', import.meta.url), 'utf8')
const graph = 'https://graph.microsoft.com'
const scope = `${graph}/.default`
const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'

async function withApp(name: string) {
  const emulator = await startTestEmulator()
  const { clientId, clientSecret } = emulator.app(name)
  const form = { grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret, scope }
  const { client_secret: _, ...unproven } = form
  return { ...emulator, form, unproven, clientId }
}

test('a secret gets an app-only token that the published key verifies', async () => {
  const { askToken, form, clientId, url, tenantId } = await withApp('configuration')

  const { status, body } = await askToken(form)

  expect(status).toBe(200)
  expect(body).toMatchObject({ token_type: 'Bearer', expires_in: 3600 })
  const discovery = await (await fetch(`${url}/${tenantId}/v2.0/.well-known/openid-configuration`)).json()
  const keys = createLocalJWKSet(await (await fetch(discovery.jwks_uri)).json())
  const { payload, protectedHeader } = await jwtVerify(body.access_token, keys, { audience: graph })
  expect(protectedHeader.alg).toBe('RS256')
  expect(payload).toMatchObject({
    aud: graph,
    tid: tenantId,
    appid: clientId,
    azp: clientId,
    idtyp: 'app',
    oid: expect.stringMatching(/^[0-9a-f-]{36}$/),
    roles: ['ExternalConnection.ReadWrite.OwnedBy', 'PeopleSettings.ReadWrite.All'],
    ver: '1.0',
  })
  expect(payload).not.toHaveProperty('scp')
  expect(payload.exp).toBeGreaterThan(Date.now() / 1000)
})

test('the credentials may also come in the Authorization header', async () => {
  const { askToken, clientId, form } = await withApp('ingestion')
  const authorization = `Basic ${Buffer.from(`${clientId}:${form.client_secret}`).toString('base64')}`

  expect(await askToken({ grant_type: 'client_credentials', scope }, { authorization })).toMatchObject({
    status: 200,
  })
})

test.each([
  ['a wrong secret', { client_secret: 'wrong' }, 401, 'invalid_client', 7000215],
  ['no secret', { client_secret: '' }, 401, 'invalid_client', 7000218],
  ['an unknown app', { client_id: crypto.randomUUID() }, 400, 'unauthorized_client', 700016],
  ['no app', { client_id: '' }, 400, 'invalid_request', 900144],
  ['no grant type', { grant_type: '' }, 400, 'invalid_request', 900144],
  ['an unknown grant type', { grant_type: 'password' }, 400, 'unsupported_grant_type', 70003],
  ['no scope', { scope: '' }, 400, 'invalid_request', 900144],
  ['a scope that is not .default', { scope: `${graph}/User.Read` }, 400, 'invalid_scope', 1002012],
  ['an unknown resource', { scope: 'api://other/.default' }, 400, 'invalid_resource', 500011],
])('%s is refused as Entra does', async (_, change, status, error, code) => {
  const { askToken, form } = await withApp('everything')

  const answer = await askToken({ ...form, ...change })

  expect(answer).toMatchObject({ status, body: { error, error_codes: [code] } })
  expect(answer.body.error_description).toMatch(
    new RegExp(`^AADSTS${code}: .+ Trace ID: \\S+ Correlation ID: \\S+ Timestamp: \\S+ \\S+Z$`),
  )
  expect(answer.body.trace_id).toMatch(/^[0-9a-f-]{36}$/)
})

test('an unknown tenant is refused, and one that does not say which', async () => {
  const { url, form } = await withApp('everything')
  const post = async (tenantName: string) => {
    const body = new URLSearchParams(form)
    const response = await fetch(`${url}/${tenantName}/oauth2/v2.0/token`, { method: 'POST', body })
    return (await response.json()) as { error_codes: number[] }
  }

  expect(await post('fabrikam.com')).toMatchObject({ error_codes: [90002] })
  expect(await post('common')).toMatchObject({ error_codes: [50059] })
  expect(await post('contoso.com')).toMatchObject({ token_type: 'Bearer' })
})

test.each(['', 'no form at all', '{"grant_type":"client_credentials"}', '%%%=%E0%A4%A'])(
  'a body like %j is refused, not failed over',
  async (body) => {
    const { url, tenantId } = await withApp('everything')

    const response = await fetch(`${url}/${tenantId}/oauth2/v2.0/token`, { method: 'POST', body })

    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ error_codes: [900144] })
  },
)

type Assertion = {
  alg?: 'RS256' | 'PS256'
  thumbprint?: 'x5t' | 'x5t#S256'
  claims?: Record<string, unknown>
}

function assertion(
  clientId: string,
  audience: string,
  { alg = 'RS256', thumbprint, claims }: Assertion = {},
) {
  const { raw } = new X509Certificate(pem)
  const hash = thumbprint === 'x5t' ? 'sha1' : 'sha256'
  const header = {
    alg,
    typ: 'JWT',
    [thumbprint ?? 'x5t#S256']: createHash(hash).update(raw).digest('base64url'),
  }
  const now = Math.floor(Date.now() / 1000)
  const payload = {
    aud: audience,
    iss: clientId,
    sub: clientId,
    jti: '1',
    nbf: now,
    exp: now + 600,
    ...claims,
  }
  const signed = [header, payload]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.')
  const key = alg === 'RS256' ? pem : { key: pem, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 }
  return `${signed}.${sign('RSA-SHA256', Buffer.from(signed), key).toString('base64url')}`
}

async function withCertificate() {
  const app = await withApp('configuration')
  const certificate = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/.exec(pem)?.[0]
  const registered = await app.control('POST', `apps/${app.clientId}/certificates`, { pem: certificate })
  const audience = `${app.url}/${app.tenantId}/oauth2/v2.0/token`
  const present = (proof: string) =>
    app.askToken({ ...app.unproven, client_assertion_type: assertionType, client_assertion: proof })
  return { ...app, registered, audience, present }
}

test.each<Assertion>([
  { alg: 'RS256', thumbprint: 'x5t' },
  { alg: 'PS256', thumbprint: 'x5t#S256' },
])('a registered certificate gets a token: %o', async (options) => {
  const { present, clientId, audience, registered } = await withCertificate()

  expect(await present(assertion(clientId, audience, options))).toMatchObject({ status: 200 })
  expect(registered).toEqual({
    thumbprint: expect.stringMatching(/^[0-9A-F]{40}$/),
    thumbprintSha256: expect.stringMatching(/^[0-9A-F]{64}$/),
  })
})

test.each([
  ['out of date', { exp: 1000 }, 700024],
  ['of tomorrow', { nbf: Date.now() / 1000 + 24 * 3600 }, 700024],
  ['for another authority', { aud: 'https://example.com/token' }, 700023],
  ['of another app', { sub: 'other' }, 700021],
  ['of another issuer', { iss: 'other' }, 70025],
])('an assertion %s is refused', async (_, claims, code) => {
  const { present, clientId, audience } = await withCertificate()

  const answer = await present(assertion(clientId, audience, { claims }))

  expect(answer).toMatchObject({ status: 401, body: { error: 'invalid_client', error_codes: [code] } })
})

test('a certificate that is not registered, and what is no assertion, is refused', async () => {
  const { askToken, unproven, clientId, url, tenantId } = await withApp('configuration')
  const audience = `${url}/${tenantId}/oauth2/v2.0/token`
  const present = (proof: string) =>
    askToken({ ...unproven, client_assertion_type: assertionType, client_assertion: proof })

  expect(await present(assertion(clientId, audience))).toMatchObject({ body: { error_codes: [700027] } })
  expect(await present('nonsense')).toMatchObject({ status: 401, body: { error_codes: [50027] } })
  expect(await present('e30.bnVsbA.e30')).toMatchObject({ status: 401, body: { error_codes: [50027] } })
})
