import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import { expect, onTestFinished, test } from 'vitest'
import { parseEnv } from '@/lib/platform/env'
import { verifyIdToken } from '@/lib/web/id-token'

const tenantId = '11111111-2222-4333-8444-555555555555'
const clientId = '99999999-2222-4333-8444-555555555555'
const now = () => Math.floor(Date.now() / 1000)

/** An authority whose key the test holds. */
async function authority() {
  const { publicKey, privateKey } = await generateKeyPair('RS256')
  const keys = [{ ...(await exportJWK(publicKey)), kid: 'k', alg: 'RS256', use: 'sig' }]
  const server = createServer((request, response) => {
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const endpoints = ['authorization', 'token', 'end_session'].map((name) => [
      `${name}_endpoint`,
      `${url}/x`,
    ])
    const discovery = { issuer: url, jwks_uri: `${url}/keys`, ...Object.fromEntries(endpoints) }
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify(request.url === '/keys' ? { keys } : discovery))
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  onTestFinished(() => void server.close())
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const settings = parseEnv({
    SECRET_KEY: Buffer.from(Array.from({ length: 32 }, (_, n) => 7 * n)).toString('base64'),
    GRAPH_URL: url,
    ENTRA_AUTHORITY: url,
    ENTRA_TENANT_ID: tenantId,
    SIGNIN_CLIENT_ID: clientId,
    SIGNIN_CLIENT_SECRET: 's',
    CONFIGURATION_CLIENT_ID: clientId,
    CONFIGURATION_CLIENT_SECRET: 's',
  })
  const whole = { iss: url, aud: clientId, sub: 's', oid: 'o', tid: tenantId, iat: now(), exp: now() + 3600 }
  const token = (changes: Record<string, unknown> = {}) =>
    new SignJWT({ ...whole, ...changes }).setProtectedHeader({ alg: 'RS256', kid: 'k' }).sign(privateKey)
  return { settings, token }
}

test('a whole token is taken', async () => {
  const { settings, token } = await authority()

  expect(await verifyIdToken(await token(), settings)).toMatchObject({ oid: 'o' })
})

test.each(['exp', 'iat', 'iss', 'aud', 'sub', 'oid', 'tid'])(
  'a token without %s is refused',
  async (claim) => {
    const { settings, token } = await authority()

    await expect(verifyIdToken(await token({ [claim]: undefined }), settings)).rejects.toThrow()
  },
)

test.each([
  ['has ended', { exp: now() - 600 }],
  ['is for another app', { aud: tenantId }],
  ['is of another issuer', { iss: 'http://127.0.0.1:1' }],
  ['begins later', { nbf: now() + 3600 }],
  ['has a million roles', { roles: Array.from({ length: 1_000 }, () => 'r') }],
])('a token that %s is refused', async (_, changes) => {
  const { settings, token } = await authority()

  await expect(verifyIdToken(await token(changes), settings)).rejects.toThrow()
})
