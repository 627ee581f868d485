import { and, eq, gt, lt, or } from 'drizzle-orm'
import type { Db } from '../db/open'
import { sessions } from '../db/schema'
import type { Env } from '../platform/env'
import { AppError } from '../platform/errors'
import { log } from '../platform/log'
import { open, seal } from '../platform/secret-box'
import { purpose, type Session } from './session'
import { renewSignIn } from './sign-in'

const recheckMs = 15 * 60_000
const retryMs = 60_000

/**
 * Asks Entra every 15 minutes whether the account still has its roles. Returns null when the session has ended. While
 * Entra does not answer, the session continues for the configured grace period, and ends then.
 */
export async function recheck(
  db: Db,
  session: Session,
  settings: Env,
  now = new Date(),
): Promise<Session | null> {
  const due = new Date(now.getTime() - recheckMs)
  // A check to come is one of a clock that was ahead: it says nothing. Clocks of two processes differ by a little.
  const soon = new Date(now.getTime() + retryMs)
  if (session.checkedAt > due && session.checkedAt <= soon) return session
  // Of several requests at the same time, only the one that updates `checkedAt` asks Entra.
  const [mine] = await db
    .update(sessions)
    .set({ checkedAt: now })
    .where(and(eq(sessions.id, session.id), or(lt(sessions.checkedAt, due), gt(sessions.checkedAt, soon))))
    .returning()
  if (!mine) return session
  try {
    const cache = open(mine.tokenCache, purpose(mine.id), settings.secretKey)
    const renewed = await renewSignIn({ homeAccountId: mine.homeAccountId, cache }, settings)
    const tokenCache = seal(renewed.tokens.cache, purpose(mine.id), settings.secretKey)
    const [fresh] = await db
      .update(sessions)
      .set({ ...renewed.account, tokenCache, confirmedAt: now })
      .where(eq(sessions.id, mine.id))
      .returning()
    return fresh ?? null
  } catch (error) {
    const until = mine.confirmedAt.getTime() + recheckMs + settings.roleGraceMinutes * 60_000
    if (error instanceof AppError && error.code === 'unavailable' && now.getTime() < until) {
      log().warn(
        { err: error, oid: mine.oid },
        'Entra could not be asked about a session; the session continues',
      )
      await db
        .update(sessions)
        .set({ checkedAt: new Date(due.getTime() + retryMs) })
        .where(eq(sessions.id, mine.id))
      return session
    }
    log().warn({ err: error, oid: mine.oid }, 'a session has ended: Entra no longer vouches for it')
    await db.delete(sessions).where(eq(sessions.id, mine.id))
    return null
  }
}
