import { and, desc, eq, exists, gt, inArray, isNull, lt, notExists, notInArray, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Db } from '../../db/open'
import { syncs } from '../../db/schema'
import { isGood, liveStatuses, syncStatuses } from '../../model/sync/status'

const good = syncStatuses.filter((status) => isGood({ status }))
/** Somebody may still decide about it, or a worker has it. */
const undecided = [...liveStatuses, 'held'] as const

/**
 * Deletes runs that ended more than so many days ago, with their failed rows and samples. Of each connection the last run
 * stays, and the last that succeeded, so that it never looks as if nothing had run; so does what a retry still reads. Answers
 * how many went.
 */
export async function retainRuns(db: Db, days: number): Promise<number> {
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
  const gone = await db
    .delete(syncs)
    .where(
      and(
        lt(syncs.finishedAt, sql`now() - make_interval(days => ${days}::int)`),
        notInArray(syncs.status, [...undecided]),
        exists(newer),
        notInArray(syncs.id, lastGood),
        notExists(retrying),
      ),
    )
    .returning({ id: syncs.id })
  return gone.length
}
