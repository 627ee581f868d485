import { and, count, desc, gte, isNotNull, lt, lte, max, min } from 'drizzle-orm'
import type { Db } from '../../db/open'
import { audit, auditAnchors } from '../../db/schema'

/**
 * Deletes entries older than so many days. An anchor keeps the hash that the rest goes on from, and how many entries
 * there were, so that the chain can still be verified. What is still to be sent on stays. Answers how many went.
 */
export const retainAudit = (
  db: Db,
  days: number,
  now = new Date(),
  sentThrough = Number.MAX_SAFE_INTEGER,
): Promise<number> =>
  db.transaction(async (tx) => {
    const before = new Date(now.getTime() - days * 24 * 3600_000)
    // The first that stays decides: with a clock that was set back, older entries may follow younger ones.
    const [{ first } = { first: null }] = await tx
      .select({ first: min(audit.id) })
      .from(audit)
      .where(gte(audit.at, before))
    const [{ through } = { through: null }] = await tx
      .select({ through: max(audit.id) })
      .from(audit)
      .where(and(first === null ? undefined : lt(audit.id, first), lte(audit.id, sentThrough)))
    if (through === null) return 0
    const [last] = await tx
      .select({ id: audit.id, hash: audit.hash })
      .from(audit)
      .where(and(lte(audit.id, through), isNotNull(audit.hash)))
      .orderBy(desc(audit.id))
      .limit(1)
    const [{ chained } = { chained: 0 }] = await tx
      .select({ chained: count() })
      .from(audit)
      .where(and(lte(audit.id, through), isNotNull(audit.hash)))
    const [cut] = await tx.select().from(auditAnchors).orderBy(desc(auditAnchors.throughId)).limit(1)
    await tx.insert(auditAnchors).values({
      throughId: through,
      hash: last?.hash ?? cut?.hash ?? '',
      entries: (cut?.entries ?? 0) + chained,
      at: now,
    })
    const gone = await tx.delete(audit).where(lte(audit.id, through)).returning({ id: audit.id })
    return gone.length
  })
