import { createHash, timingSafeEqual } from 'node:crypto'
import { type App, findRegistration } from '../seed/apps'
import { signedByRegisteredCertificate } from './certificate'
import {
  malformedAssertion,
  noCredential,
  staleAssertion,
  unknownCertificate,
  wrongAssertionAudience,
  wrongAssertionSubject,
  wrongSecret,
} from './credential-errors'
import { missingParameter, unknownApp } from './entra-error'
import { checkFederated } from './federation'
import { type AuthorityRequest, names } from './request'
import { type Jwt, parseJwt } from './tokens'

const sha256 = (text: string) => createHash('sha256').update(text).digest()
const clockSkewSeconds = 300

export type Client = { app: App; isProven: boolean }

/** The app that sends this token request, proven by a secret, a certificate or a federated token. */
export async function authenticateClient(request: AuthorityRequest): Promise<App> {
  const { app, isProven } = await findClient(request)
  if (!isProven) throw noCredential()
  return app
}

/** The app that sends this token request. A public client proves nothing, but no proof may be wrong. */
export async function findClient(request: AuthorityRequest): Promise<Client> {
  const { form, tenant } = request
  const basic = basicCredentials(request.headers.authorization)
  const clientId = form.get('client_id') || basic?.clientId
  if (!clientId) throw missingParameter('client_id')
  const app = findRegistration(tenant.store, clientId)
  if (!app) throw unknownApp(clientId)
  const assertion = form.get('client_assertion')
  if (assertion) {
    await checkAssertion(request, app, assertion)
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

async function checkAssertion(request: AuthorityRequest, app: App, assertion: string) {
  const jwt = parseJwt(assertion)
  if (!jwt) throw malformedAssertion()
  const { claims } = jwt
  if (claims.iss !== app.clientId) {
    await checkFederated(request, app, assertion, jwt)
    checkTimes(jwt)
    return
  }
  if (!signedByRegisteredCertificate(request.tenant.store, app.clientId, jwt)) {
    throw unknownCertificate(app.clientId)
  }
  if (claims.sub !== app.clientId) throw wrongAssertionSubject()
  checkTimes(jwt)
  if (!isThisAuthority(request, claims.aud)) throw wrongAssertionAudience()
}

function checkTimes({ claims }: Jwt) {
  const now = Date.now() / 1000
  const startsAt = Number(claims.nbf ?? 0) - clockSkewSeconds
  const endsAt = Number(claims.exp) + clockSkewSeconds
  if (!(startsAt <= now && now < endsAt)) throw staleAssertion()
}

// By path only: the client may know this machine under another name, or under Microsoft's.
function isThisAuthority({ tenant }: AuthorityRequest, audience: unknown) {
  if (!URL.canParse(String(audience))) return false
  const [, tenantName = '', ...rest] = new URL(String(audience)).pathname.split('/')
  return (
    names(tenant, tenantName) &&
    ['oauth2/v2.0/token', 'v2.0', 'oauth2/token', ''].includes(rest.join('/').replace(/\/$/, ''))
  )
}
