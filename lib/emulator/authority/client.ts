import { constants, createHash, createPublicKey, timingSafeEqual, verify, X509Certificate } from 'node:crypto'
import { type App, findApp } from '../seed/seed'
import type { Store } from '../store/store'
import {
  malformedAssertion,
  missingParameter,
  noCredential,
  staleAssertion,
  unknownApp,
  unknownCertificate,
  wrongAssertionAudience,
  wrongAssertionSubject,
  wrongSecret,
} from './entra-error'
import { type AuthorityRequest, names } from './request'
import { type Jwt, parseJwt } from './tokens'

const sha256 = (text: string) => createHash('sha256').update(text).digest()
const clockSkewSeconds = 300

export type Client = { app: App; isProven: boolean }

/** The app that sends this token request, proven by its secret or its certificate. */
export function authenticateClient(request: AuthorityRequest): App {
  const { app, isProven } = findClient(request)
  if (!isProven) throw noCredential()
  return app
}

/** The app that sends this token request. A public client proves nothing, but no proof may be wrong. */
export function findClient(request: AuthorityRequest): Client {
  const { form, tenant } = request
  const basic = basicCredentials(request.headers.authorization)
  const clientId = form.get('client_id') || basic?.clientId
  if (!clientId) throw missingParameter('client_id')
  const app = findApp(tenant.store, clientId)
  if (!app) throw unknownApp(clientId)
  const assertion = form.get('client_assertion')
  if (assertion) {
    checkAssertion(request, app, assertion)
    return { app, isProven: true }
  }
  const secret = form.get('client_secret') || basic?.secret
  if (!secret) return { app, isProven: false }
  if (!timingSafeEqual(sha256(secret), sha256(app.clientSecret))) throw wrongSecret(app.clientId)
  return { app, isProven: true }
}

function basicCredentials(header: string | undefined) {
  const encoded = /^Basic\s+(\S+)$/i.exec(header ?? '')?.[1]
  if (!encoded) return undefined
  const [clientId = '', ...secret] = Buffer.from(encoded, 'base64').toString('utf8').split(':')
  const [id, plain] = [clientId, secret.join(':')].map(
    (part) => new URLSearchParams(`v=${part}`).get('v') ?? '',
  )
  return { clientId: id, secret: plain }
}

function checkAssertion(request: AuthorityRequest, app: App, assertion: string) {
  const jwt = parseJwt(assertion)
  if (!jwt) throw malformedAssertion()
  const { claims } = jwt
  if (!signedByRegisteredCertificate(request.tenant.store, app.clientId, jwt)) {
    throw unknownCertificate(app.clientId)
  }
  if (claims.iss !== app.clientId || claims.sub !== app.clientId) throw wrongAssertionSubject()
  const now = Date.now() / 1000
  const startsAt = Number(claims.nbf ?? 0) - clockSkewSeconds
  const endsAt = Number(claims.exp) + clockSkewSeconds
  if (!(startsAt <= now && now < endsAt)) throw staleAssertion()
  if (!isThisAuthority(request, claims.aud)) throw wrongAssertionAudience()
}

// By path only: the client may know this machine under another name, or under Microsoft's.
function isThisAuthority({ tenant }: AuthorityRequest, audience: unknown) {
  if (!URL.canParse(String(audience))) return false
  const [, tenantName = '', ...rest] = new URL(String(audience)).pathname.split('/')
  return names(tenant, tenantName) && ['oauth2/v2.0/token', 'v2.0'].includes(rest.join('/'))
}

function signedByRegisteredCertificate(store: Store, clientId: string, { header, signed, signature }: Jwt) {
  const keys = store.all<{ publicKey: string }>(
    'select publicKey from certificates where clientId = ? and (sha256 = ? or sha1 = ? or sha1 = ?)',
    clientId,
    String(header['x5t#S256'] ?? ''),
    String(header.x5t ?? ''),
    Buffer.from(String(header.kid ?? ''), 'hex').toString('base64url'),
  )
  return keys.some(({ publicKey }) => {
    const key = createPublicKey(publicKey)
    const data = Buffer.from(signed)
    if (header.alg === 'RS256') return verify('RSA-SHA256', data, key, signature)
    if (header.alg !== 'PS256') return false
    return verify(
      'RSA-SHA256',
      data,
      { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 },
      signature,
    )
  })
}

/** Registers a certificate with an app, as an administrator does in Entra. Throws for a text that is none. */
export function registerCertificate(store: Store, clientId: string, pem: string) {
  const { raw, publicKey } = new X509Certificate(pem)
  const thumbprint = (algorithm: string) => createHash(algorithm).update(raw).digest()
  const sha1 = thumbprint('sha1')
  const digest = thumbprint('sha256')
  store.run(
    'insert or replace into certificates (clientId, sha256, sha1, publicKey) values (?, ?, ?, ?)',
    clientId,
    digest.toString('base64url'),
    sha1.toString('base64url'),
    String(publicKey.export({ type: 'spki', format: 'pem' })),
  )
  return {
    thumbprint: sha1.toString('hex').toUpperCase(),
    thumbprintSha256: digest.toString('hex').toUpperCase(),
  }
}
