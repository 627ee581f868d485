import { and, desc, eq, gt, inArray, lt, or } from 'drizzle-orm'
import type { Db } from '../db/open'
import { sessions } from '../db/schema'
import type { Role } from '../model/role'
import type { Env } from '../platform/env'
import { hashToken, randomToken, seal } from '../platform/secret-box'

/** Who is signed in. Without a role and without a grant nothing is allowed to them. */
export interface Account {
  oid: string
  username: string
  name: string
  roles: Role[]
}

export type Session = typeof sessions.$inferSelect
export type Limits = Pick<Env, 'sessionIdleMinutes' | 'sessionHours' | 'sessionsPerAccount' | 'secretKey'>

const minute = 60_000

/** What MSAL needs to ask for the account's tokens again. */
export interface Tokens {
  homeAccountId: string
  cache: string
}

/** Starts a session and returns what its cookie holds. The database learns only the hash of it. */
export async function createSession(
  db: Db,
  account: Account,
  tokens: Tokens,
  limits: Limits,
  now = new Date(),
  from: { device?: string; address?: string } = {},
) {
  const token = randomToken()
  const id = hashToken(token)
  await db
    .delete(sessions)
    .where(or(lt(sessions.expiresAt, now), lt(sessions.seenAt, idleSince(limits, now))))
  await db.insert(sessions).values({
    id,
    ...account,
    homeAccountId: tokens.homeAccountId,
    tokenCache: seal(tokens.cache, purpose(id), limits.secretKey),
    createdAt: now,
    seenAt: now,
    checkedAt: now,
    confirmedAt: now,
    device: from.device?.slice(0, 300),
    address: from.address,
    expiresAt: new Date(now.getTime() + limits.sessionHours * 60 * minute),
  })
  await endOldest(db, account.oid, limits.sessionsPerAccount)
  return token
}

/** An account keeps its newest sessions. */
async function endOldest(db: Db, oid: string, keep: number) {
  const beyond = db
    .select({ id: sessions.id })
    .from(sessions)
    .where(eq(sessions.oid, oid))
    .orderBy(desc(sessions.createdAt))
    .offset(keep)
  await db.delete(sessions).where(inArray(sessions.id, beyond))
}

/**
 * The live session behind a cookie. `touch` counts as activity of the admin and extends the
 * session. Polling must not, or an open tab would never sign out.
 */
export async function findSession(
  db: Db,
  token: string | undefined,
  limits: Limits,
  { touch, now = new Date() }: { touch: boolean; now?: Date },
): Promise<Session | null> {
  if (!token) return null
  const id = hashToken(token)
  const alive = and(
    eq(sessions.id, id),
    gt(sessions.expiresAt, now),
    gt(sessions.seenAt, idleSince(limits, now)),
  )
  const [session] = await db.select().from(sessions).where(alive)
  if (!session) return null
  // Once a minute is enough, and spares a write per request.
  if (touch && now.getTime() - session.seenAt.getTime() > minute) {
    await db.update(sessions).set({ seenAt: now }).where(eq(sessions.id, id))
  }
  return session
}

export async function endSession(db: Db, token: string | undefined): Promise<Session | null> {
  if (!token) return null
  const [session] = await db
    .delete(sessions)
    .where(eq(sessions.id, hashToken(token)))
    .returning()
  return session ?? null
}

export const purpose = (sessionId: string) => `session:${sessionId}`

const idleSince = (limits: Limits, now: Date) => new Date(now.getTime() - limits.sessionIdleMinutes * minute)
