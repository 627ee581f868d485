import { and, desc, eq, exists, gt, inArray, isNull, lt, notExists, notInArray, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Db } from '../../db/open'
import { failing, ledger, plans, runSamples, syncErrors, syncs } from '../../db/schema'
import { isGood, liveStatuses, syncStatuses } from '../../model/sync/status'

const good = syncStatuses.filter((status) => isGood({ status }))
/** Somebody may still decide about it, or a worker has it. */
const undecided = [...liveStatuses, 'held'] as const

/**
 * Deletes what is kept of runs that ended more than so many days ago: failed rows, plans, samples and the run. Of each
 * connection the last run stays, and the last that succeeded, so that it never looks as if nothing had run; so does what a
 * retry still reads. A run that items were sent by last, or in which records failed last, stays as a line without its rows: they
 * link to it. Answers how many runs went.
 */
export const retainRuns = (db: Db, days: number): Promise<number> =>
  db.transaction(async (tx) => {
    const old = oldRuns(tx, days)
    for (const table of [syncErrors, plans, runSamples])
      await tx.delete(table).where(inArray(table.syncId, old))
    const named = tx.selectDistinct({ id: ledger.syncId }).from(ledger)
    const failedIn = tx.selectDistinct({ id: failing.syncId }).from(failing)
    const gone = await tx
      .delete(syncs)
      .where(and(inArray(syncs.id, old), notInArray(syncs.id, named), notInArray(syncs.id, failedIn)))
      .returning({ id: syncs.id })
    return gone.length
  })

function oldRuns(db: Db, days: number) {
  const later = alias(syncs, 'later')
  const newer = db
    .select({ id: later.id })
    .from(later)
    .where(and(eq(later.connectionId, syncs.connectionId), gt(later.createdAt, syncs.createdAt)))
  const lastGood = db
    .selectDistinctOn([syncs.connectionId], { id: syncs.id })
    .from(syncs)
    .where(inArray(syncs.status, good))
    .orderBy(syncs.connectionId, desc(syncs.createdAt))
  const retried = alias(syncs, 'retried')
  const retrying = db
    .select({ id: retried.id })
    .from(retried)
    .where(and(eq(retried.retryOf, syncs.id), isNull(retried.finishedAt)))
  return db
    .select({ id: syncs.id })
    .from(syncs)
    .where(
      and(
        lt(syncs.finishedAt, sql`now() - make_interval(days => ${days}::int)`),
        notInArray(syncs.status, [...undecided]),
        exists(newer),
        notInArray(syncs.id, lastGood),
        notExists(retrying),
      ),
    )
}
