import { and, eq, gt, inArray, isNotNull, or, sql } from 'drizzle-orm'
import type { Db } from '../db/open'
import { syncs } from '../db/schema'
import { liveStatuses } from '../model/sync/status'

/** A day longer than what waits for an approval can be approved. */
const heldDays = 8

/**
 * The snapshots that runs still read, however old they are: those of runs that are not over, paused ones too, and of runs whose
 * plan or deletions can still be approved.
 */
export const neededSnapshots = (db: Db) =>
  db
    .select({ id: syncs.snapshotId })
    .from(syncs)
    .where(
      and(
        isNotNull(syncs.snapshotId),
        or(
          inArray(syncs.status, liveStatuses),
          and(
            eq(syncs.status, 'held'),
            gt(syncs.finishedAt, sql`now() - make_interval(days => ${heldDays}::int)`),
          ),
        ),
      ),
    )
