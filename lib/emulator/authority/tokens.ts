import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto'
import { cloudOfGraph, isGraphAudience } from '../kernel/clouds'
import { tokenExpired, unauthenticated } from '../kernel/errors'
import type { Caller } from '../kernel/http'
import type { Store } from '../store/store'

export const graphAudience = 'https://graph.microsoft.com'

export type Claims = Record<string, unknown>
export type Jwt = { header: Claims; claims: Claims; signed: string; signature: Buffer }

export const base64url = (value: string | Buffer) => Buffer.from(value).toString('base64url')

/** The parts of a compact JWT, or undefined when it is none. Verifies nothing. */
export function parseJwt(token: string): Jwt | undefined {
  const [header, payload, signature, ...rest] = token.split('.')
  if (!header || !payload || !signature || rest.length > 0) return undefined
  try {
    const parsed = [header, payload].map((part) =>
      JSON.parse(Buffer.from(part, 'base64url').toString('utf8')),
    )
    if (!parsed.every((part) => part !== null && typeof part === 'object')) return undefined
    return {
      header: parsed[0] as Claims,
      claims: parsed[1] as Claims,
      signed: `${header}.${payload}`,
      signature: Buffer.from(signature, 'base64url'),
    }
  } catch {
    return undefined
  }
}

let keyOfThisProcess: string | undefined

/** Creating an RSA key is slow: one for all tenants in memory, one for each file. */
function signingKeyOf(store: Store) {
  const stored = store.get<{ value: string }>("select value from meta where name = 'signingKey'")?.value
  if (stored) return stored
  const inMemory = store.file === ':memory:'
  const pem =
    (inMemory ? keyOfThisProcess : undefined) ??
    generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ type: 'pkcs8', format: 'pem' })
  if (inMemory) keyOfThisProcess = String(pem)
  store.run("insert into meta (name, value) values ('signingKey', ?)", String(pem))
  return String(pem)
}

/** Signs and verifies the tokens of this tenant. They expire by real time, as the clients' caches do. */
export class Tokens {
  readonly #private: KeyObject
  readonly #public: KeyObject
  readonly #kid: string
  readonly #callers = new Map<string, { caller: Caller; audience: string; expiresAt: number }>()

  constructor(
    store: Store,
    readonly tenantId: string,
  ) {
    const pem = signingKeyOf(store)
    this.#private = createPrivateKey(pem)
    this.#public = createPublicKey(pem)
    const { n } = this.#public.export({ format: 'jwk' })
    this.#kid = createHash('sha1').update(String(n)).digest('base64url')
  }

  jwks() {
    const { n, e } = this.#public.export({ format: 'jwk' })
    return { keys: [{ kty: 'RSA', use: 'sig', alg: 'RS256', kid: this.#kid, x5t: this.#kid, n, e }] }
  }

  sign(claims: Claims) {
    const header = base64url(JSON.stringify({ typ: 'JWT', alg: 'RS256', kid: this.#kid, x5t: this.#kid }))
    const signed = `${header}.${base64url(JSON.stringify(claims))}`
    return `${signed}.${sign('RSA-SHA256', Buffer.from(signed), this.#private).toString('base64url')}`
  }

  /** The claims of a token that this tenant signed, whatever its age; undefined for any other text. */
  verified(token: string) {
    const jwt = parseJwt(token)
    if (jwt?.header.alg !== 'RS256') return undefined
    return verify('RSA-SHA256', Buffer.from(jwt.signed), this.#public, jwt.signature) ? jwt.claims : undefined
  }

  /** Who calls Graph with this Authorization header, under this address. */
  caller(authorization: string | undefined, baseUrl?: string): Caller {
    const token = /^Bearer\s+(\S+)\s*$/i.exec(authorization ?? '')?.[1]
    if (!token) throw unauthenticated()
    const known = this.#callers.get(token)
    const { caller, audience, expiresAt } = known ?? this.#read(token)
    const cloud = baseUrl === undefined ? undefined : cloudOfGraph(baseUrl)
    if (cloud && audience !== `https://${cloud.graph}`) throw wrongAudience()
    if (expiresAt <= Date.now()) throw tokenExpired()
    if (!known) {
      if (this.#callers.size >= 1000) this.#callers.clear()
      this.#callers.set(token, { caller, audience, expiresAt })
    }
    return caller
  }

  #read(token: string) {
    if (!parseJwt(token)) {
      throw unauthenticated('IDX14100: JWT is not well formed, there are no dots (.).')
    }
    const claims = this.verified(token)
    if (!claims)
      throw unauthenticated('Signature validation failed. The token was not issued by this tenant.')
    if (!isGraphAudience(claims.aud)) throw wrongAudience()
    if (claims.tid !== this.tenantId) {
      throw unauthenticated('Access token validation failure. The token is for another tenant.')
    }
    return { caller: callerOf(claims), audience: String(claims.aud), expiresAt: Number(claims.exp) * 1000 }
  }
}

const wrongAudience = () => unauthenticated('Access token validation failure. Invalid audience.')

function callerOf(claims: Claims): Caller {
  const app = claims.idtyp === 'app'
  const permissions = app ? strings(claims.roles) : String(claims.scp ?? '').split(' ')
  return {
    appId: String(claims.appid),
    kind: app ? 'app' : 'user',
    permissions: new Set(permissions),
    wids: new Set(strings(claims.wids)),
    ...(app ? {} : { userId: String(claims.oid) }),
  }
}

const strings = (value: unknown) => (Array.isArray(value) ? value.map(String) : [])
