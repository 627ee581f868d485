import { createHash } from 'node:crypto'
import { eq, lt, sql } from 'drizzle-orm'
import type { Db } from '../../db/open'
import { refusals } from '../../db/schema'
import { storable } from '../../model/storable'
import { log } from '../../platform/log'
import { type Entry, tryAudit } from '../audit'

/** Refusals of one kind within this time share two entries: the first, and the count of the others. */
export const windowMs = 60 * 60_000

/**
 * `of`: what makes two refusals the same. Callers choose nothing of it that has no end, such as a text. When it cannot be
 * written, the log gets the error: who was refused is told why all the same.
 */
export async function auditRefusal(
  db: Db,
  entry: Entry,
  of: readonly string[],
  now = new Date(),
): Promise<void> {
  try {
    await count(db, entry, of, now)
  } catch (error) {
    log().error(
      { err: error, action: entry.action, requestId: entry.requestId },
      'a refusal could not be recorded',
    )
  }
}

async function count(db: Db, entry: Entry, of: readonly string[], now: Date): Promise<void> {
  const { account, action, target, message, requestId } = entry
  const key = createHash('sha256')
    .update(JSON.stringify([account.oid, action, ...of]))
    .digest('hex')
  await tellCounted(db, now, key)
  const [counted] = await db
    .insert(refusals)
    .values({
      key,
      ...account,
      action,
      target: target && storable(target),
      message: message && storable(message.slice(0, 2_000)),
      requestId,
      count: 1,
      since: now,
    })
    .onConflictDoUpdate({ target: refusals.key, set: { count: sql`${refusals.count} + 1`, requestId } })
    .returning({ count: refusals.count })
  if (counted?.count === 1) await tryAudit(db, entry)
}

/** Writes down how often each refusal was repeated whose time is over; of one, or of all. */
export async function tellCounted(db: Db, now = new Date(), key?: string): Promise<void> {
  const over = lt(refusals.since, new Date(now.getTime() - windowMs))
  const ended = await db
    .delete(refusals)
    .where(key === undefined ? over : sql`${over} and ${eq(refusals.key, key)}`)
    .returning()
  for (const { oid, username, action, target, message, requestId, count, since } of ended) {
    if (count < 2) continue
    await tryAudit(db, {
      account: { oid, username },
      action,
      target: target ?? undefined,
      outcome: 'refused',
      message:
        `Refused ${count - 1} more times within an hour of ${since.toISOString()}. ${message ?? ''}`.trim(),
      input: { repeated: count - 1 },
      requestId,
    })
  }
}
