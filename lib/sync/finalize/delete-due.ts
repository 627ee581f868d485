import { and, asc, eq, gt, inArray, ne } from 'drizzle-orm'
import type { Db } from '../../db/open'
import { deletions, ledger, snapshots } from '../../db/schema'
import type { Graph } from '../../graph/client'
import type { Problem } from '../../model/problem'
import { ofSource } from '../../snapshots/of-source'
import type { Stores } from '../../snapshots/write-snapshot'
import { deleteItems } from '../delete-items'
import { DeletionOutcome } from '../deletion-outcome'
import { doubt } from '../doubt'
import type { Lease } from '../lease'
import { idsOf } from '../missing'
import type { Pool } from '../pool'
import { reportDeleted } from '../report'
import type { Run } from '../run-state'
import { deletionPages } from './list-deletions'

export interface Deleting extends Stores {
  ingestion: Graph
  run: Run
  lease: Lease
  /** The requests in flight of the connection. */
  pool: Pool
  /** Aborted when the run has to stop. */
  stopped: AbortSignal
}

const pageSize = 200

type Listed = typeof deletions.$inferSelect

/** Deletes the items whose turn it is. Each is looked at again right before. Answers what Graph did not delete, and why. */
export async function deleteDue(deleting: Deleting): Promise<Problem | null> {
  const { db, run, stopped } = deleting
  const later = await idsReadLater(deleting)
  const outcome = new DeletionOutcome()
  for await (const page of deletionPages(db, run.id, 'due', pageSize)) {
    stopped.throwIfAborted()
    const still = await stillMissing(db, run, page, later)
    await doubt(db, run.connectionId, [...still])
    const gone = await deleteItems(deleting, run.connectionId, [...still])
    await settle(db, run, page, still, gone.done)
    if (gone.failure) throw gone.failure
    outcome.add(gone)
  }
  return outcome.problem
}

/** What runs have read since the list was made: an item that came back is not deleted. */
async function idsReadLater(stores: Deleting) {
  const { db, run } = stores
  const [mine] = await db
    .select()
    .from(snapshots)
    .where(eq(snapshots.id, run.snapshotId ?? ''))
  if (!mine) return []
  const rows = await db
    .select()
    .from(snapshots)
    .where(
      and(
        ofSource(run.connectionId, 'items'),
        gt(snapshots.createdAt, mine.createdAt),
        ne(snapshots.id, mine.id),
      ),
    )
    .orderBy(asc(snapshots.createdAt))
  return await Promise.all(rows.map(async (row) => (await idsOf(stores, row)).ids))
}

async function stillMissing(db: Db, run: Run, page: Listed[], later: { rowOf(id: string): unknown }[]) {
  const ids = page.map(({ itemId }) => itemId)
  const rows = await db
    .select({ itemId: ledger.itemId, pushedAt: ledger.pushedAt })
    .from(ledger)
    .where(and(eq(ledger.connectionId, run.connectionId), inArray(ledger.itemId, ids)))
  const listedAt = new Map(page.map(({ itemId, at }) => [itemId, at]))
  const missing = rows.filter(
    ({ itemId, pushedAt }) =>
      pushedAt <= (listedAt.get(itemId) ?? new Date(0)) &&
      later.every((ids) => ids.rowOf(itemId) === undefined),
  )
  return new Set(missing.map(({ itemId }) => itemId))
}

/** Writes down what Graph has deleted, and what is kept because it is back. */
async function settle(db: Db, run: Run, page: Listed[], still: Set<string>, done: string[]) {
  const kept = page.filter(({ itemId }) => !still.has(itemId)).map(({ itemId }) => itemId)
  const set = async (tx: Db, itemIds: string[], state: 'deleted' | 'kept') => {
    if (itemIds.length === 0) return
    const these = and(eq(deletions.syncId, run.id), inArray(deletions.itemId, itemIds))
    await tx.update(deletions).set({ state }).where(these)
  }
  await db.transaction(async (tx) => {
    await set(tx, done, 'deleted')
    await set(tx, kept, 'kept')
    if (done.length > 0)
      await tx
        .delete(ledger)
        .where(and(eq(ledger.connectionId, run.connectionId), inArray(ledger.itemId, done)))
    await reportDeleted({ db: tx }, run, done.length)
  })
}
