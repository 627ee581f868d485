import { and, desc, eq, inArray, notInArray } from 'drizzle-orm'
import { blobs as blobRows, snapshots } from '../db/schema'
import type { SourceHolds } from '../model/sync/source'
import { neededSnapshots } from './needed'
import { ofSource } from './of-source'
import type { Stores } from './write-snapshot'

/** Enough for the runs that somebody still looks at, and for a run every few minutes not to fill the store. */
const kept = 20

/** Deletes the older snapshots of a connection, except those that a run still needs. */
export async function pruneSnapshots(
  { db, blobs }: Stores,
  connectionId: string,
  holds: SourceHolds,
): Promise<void> {
  const mine = ofSource(connectionId, holds)
  const newest = db
    .select({ id: snapshots.id })
    .from(snapshots)
    .where(mine)
    .orderBy(desc(snapshots.createdAt))
    .limit(kept)
  // It tells what the source held of an item, which those of changes only cannot.
  const whole = db
    .select({ id: snapshots.id })
    .from(snapshots)
    .where(and(mine, eq(snapshots.complete, true)))
    .orderBy(desc(snapshots.createdAt))
    .limit(1)
  const old = db
    .select({ id: snapshots.id })
    .from(snapshots)
    .where(
      and(
        mine,
        notInArray(snapshots.id, newest),
        notInArray(snapshots.id, whole),
        notInArray(snapshots.id, neededSnapshots(db)),
      ),
    )
  await blobs.delete(inArray(blobRows.id, old))
}
