import { createHash, randomBytes } from 'node:crypto'
import type { Store } from '../store/store'

export type CodeGrant = {
  clientId: string
  redirectUri: string
  userId: string
  scopes: string[]
  audience: string
  nonce?: string
  challenge?: string
  challengeMethod: 'S256' | 'plain'
}
type RefreshGrant = {
  clientId: string
  userId: string
  scopes: string[]
  audience: string
  isPublic: boolean
}
type SessionGrant = { userId: string }
type Bodies = { code: CodeGrant; refresh: RefreshGrant; session: SessionGrant }

export type Grant<Body> = { hash: string; body: Body; expiresAt: number; usedAt: number | null }

const hashOf = (secret: string) => createHash('sha256').update(secret).digest('base64url')

/** Stores a hash, not the secret. Expires by real time, as the clients' caches do. */
export function issueGrant<Kind extends keyof Bodies>(
  store: Store,
  kind: Kind,
  body: Bodies[Kind],
  seconds: number,
) {
  const secret = `${kind === 'refresh' ? '1.' : '0.'}${randomBytes(48).toString('base64url')}`
  // A redeemed code is kept for a day, so that redeeming it again gets the right error.
  store.run('delete from grants where expiresAt < ?', Date.now() - 24 * 3600_000)
  store.run(
    'insert into grants (hash, kind, body, expiresAt) values (?, ?, ?, ?)',
    hashOf(secret),
    kind,
    JSON.stringify(body),
    Date.now() + seconds * 1000,
  )
  return secret
}

export function findGrant<Kind extends keyof Bodies>(store: Store, kind: Kind, secret: string) {
  const row = store.get<Grant<string>>(
    'select hash, body, expiresAt, usedAt from grants where hash = ? and kind = ?',
    hashOf(secret),
    kind,
  )
  return row && ({ ...row, body: JSON.parse(row.body) as Bodies[Kind] } satisfies Grant<Bodies[Kind]>)
}

export const spendGrant = (store: Store, hash: string) =>
  store.run('update grants set usedAt = ? where hash = ?', Date.now(), hash)

export const forgetGrant = (store: Store, secret: string) =>
  store.run('delete from grants where hash = ?', hashOf(secret))
