import { sql } from 'drizzle-orm'
import { leases } from '../db/schema'

export const expirySeconds = 12
export const beatMs = 3_000
/** A holder that was seen to extend its lease so lately is alive. */
const aliveMs = beatMs + 1_000
/** What was not looked at for so long is forgotten. */
const keepMs = 60_000

/** What a query tells of a lease; all null where there is none. */
export const sightOf = {
  token: leases.token,
  expiresAt: sql<string | null>`${leases.expiresAt}::text`,
  over: sql<boolean | null>`${leases.expiresAt} <= clock_timestamp()`,
}

interface Seen {
  token: string | null
  expiresAt: string | null
  over: boolean | null
}

interface Sight {
  expiresAt: string
  /** Since when it has been the same. */
  since: number
  extendedAt: number | null
  lookedAt: number
}

/** By token, what this process has seen of leases. */
const sights = new Map<string, Sight>()

/**
 * Whether nobody holds the lease any more. The database's clock decides, unless what this process has seen by a clock that
 * nobody can set says better: a lease that is extended still holds when that clock was set forward, and one that nobody
 * has extended for its whole time is over when it was set back.
 */
export function isOver(lease: Seen | null, now = performance.now()): boolean {
  if (!lease?.token || !lease.expiresAt) return true
  const { token, expiresAt, over } = lease
  const { since, extendedAt } = look(token, expiresAt, now)
  if (now - since >= expirySeconds * 1000) return true
  return Boolean(over) && !(extendedAt !== null && now - extendedAt < aliveMs)
}

function look(token: string, expiresAt: string, now: number): Sight {
  for (const [known, { lookedAt }] of sights) if (now - lookedAt > keepMs) sights.delete(known)
  const before = sights.get(token)
  const sight = {
    expiresAt,
    since: before?.expiresAt === expiresAt ? before.since : now,
    extendedAt: before && before.expiresAt !== expiresAt ? now : (before?.extendedAt ?? null),
    lookedAt: now,
  }
  sights.set(token, sight)
  return sight
}
