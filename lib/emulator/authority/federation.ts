import { createPublicKey, type JsonWebKey, verify } from 'node:crypto'
import { members, optionalText, Wrong } from '../kernel/wrong'
import { type App, type FederatedCredential, saveApp } from '../seed/apps'
import type { Store } from '../store/store'
import {
  noFederation,
  unknownAudience,
  unknownIssuer,
  unknownSubject,
  unreachableIssuer,
  wrongSignature,
} from './credential-errors'
import type { AuthorityRequest } from './request'
import type { Jwt } from './tokens'

export const exchangeAudience = 'api://AzureADTokenExchange'
/** The issuer of tokens that managed identities exchange, whatever this machine is called. */
export const ownIssuer = (tenantId: string) => `https://login.microsoftonline.com/${tenantId}/v2.0`
const mostCredentials = 20
const patienceMs = 5000
const loopback = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/

/** Refuses a token that no credential of the app matches, or that its issuer did not sign. Its validity period is not checked here. */
export async function checkFederated(request: AuthorityRequest, app: App, assertion: string, jwt: Jwt) {
  const { iss, sub, aud } = jwt.claims
  const all = app.federatedCredentials ?? []
  if (all.length === 0) throw noFederation(app)
  const ofIssuer = all.filter(({ issuer }) => issuer === iss)
  if (ofIssuer.length === 0) throw unknownIssuer(String(iss))
  const ofSubject = ofIssuer.filter(({ subject }) => subject === sub)
  if (ofSubject.length === 0) throw unknownSubject(String(sub))
  const audiences = Array.isArray(aud) ? aud : [aud]
  if (!ofSubject.some((one) => one.audiences.some((audience) => audiences.includes(audience)))) {
    throw unknownAudience(String(aud))
  }
  const isOwn = iss === ownIssuer(request.tenant.id)
  const isSigned = isOwn ? request.tokens.verified(assertion) : await isSignedBy(String(iss), jwt)
  if (!isSigned) throw wrongSignature()
}

async function isSignedBy(issuer: string, { header, signed, signature }: Jwt) {
  const keys = await keysOf(issuer)
  const named = keys.filter(({ kid }) => header.kid === undefined || kid === header.kid)
  if (header.alg !== 'RS256') return false
  return named.some((key) => {
    try {
      const publicKey = createPublicKey({ key, format: 'jwk' })
      return verify('RSA-SHA256', Buffer.from(signed), publicKey, signature)
    } catch {
      return false
    }
  })
}

/** The keys of the issuer, fetched each time because they may have changed. */
async function keysOf(issuer: string) {
  const document = await readJson(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`)
  if (document.issuer !== issuer) throw unreachableIssuer(issuer)
  const { keys } = await readJson(String(document.jwks_uri))
  return (Array.isArray(keys) ? keys : []) as (JsonWebKey & { kid?: string })[]
}

async function readJson(address: string): Promise<Record<string, unknown>> {
  try {
    const options = { redirect: 'error', signal: AbortSignal.timeout(patienceMs) } as const
    const response = await fetch(address, options)
    if (!response.ok) throw new Error(`It answered ${response.status}.`)
    return members(await response.json())
  } catch {
    throw unreachableIssuer(address)
  }
}

/** Adds a credential to an app, as an administrator does in Entra. Throws Wrong for one that Entra would not take. */
export function addFederatedCredential(store: Store, app: App, value: unknown): FederatedCredential {
  const { name, issuer, subject, audiences = [exchangeAudience] } = members(value)
  const known = app.federatedCredentials ?? []
  if (known.length >= mostCredentials) throw new Wrong(`An app has at most ${mostCredentials} of them.`)
  const credential = {
    name: wanted(name, 'name'),
    issuer: wanted(issuer, 'issuer'),
    subject: wanted(subject, 'subject'),
    audiences: audiencesOf(audiences),
  }
  if (!isIssuer(credential.issuer)) throw new Wrong('issuer is an https address, or one of this machine.')
  const isTaken = known.some(
    (one) =>
      one.name === credential.name ||
      (one.issuer === credential.issuer && one.subject === credential.subject),
  )
  if (isTaken) throw new Wrong('The app has one of this name, or of this issuer and subject, already.')
  saveApp(store, { ...app, federatedCredentials: [...known, credential] })
  return credential
}

function wanted(value: unknown, what: string) {
  const text = optionalText(value, what)
  if (!text) throw new Wrong(`${what} is missing.`)
  return text
}

function audiencesOf(value: unknown) {
  const [audience, ...more] = Array.isArray(value) ? value : []
  if (typeof audience !== 'string' || more.length > 0) throw new Wrong('audiences holds one text.')
  return [audience]
}

function isIssuer(issuer: string) {
  if (!URL.canParse(issuer)) return false
  const { protocol, hostname } = new URL(issuer)
  return protocol === 'https:' || (protocol === 'http:' && loopback.test(hostname))
}
