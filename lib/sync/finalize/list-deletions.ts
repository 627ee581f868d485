import { createHash } from 'node:crypto'
import { and, asc, eq, gt } from 'drizzle-orm'
import type { Db } from '../../db/open'
import { deletions, ledger } from '../../db/schema'
import { rulesOf } from '../../model/sync/abort-rules'
import { type DeletionState, exceedsGuard } from '../../model/sync/deletions'
import type { SnapshotRow, Stores } from '../../snapshots/write-snapshot'
import { idsOf, missingItems } from '../missing'
import { report } from '../report'
import type { Run } from '../run-state'

/** Writes down what the source does not hold any more, and whether that waits for an approval. */
export async function listDeletions(stores: Stores, run: Run, snapshot: SnapshotRow): Promise<void> {
  const { db } = stores
  // A worker that died on the way has left a part of the list.
  await db.delete(deletions).where(eq(deletions.syncId, run.id))
  const { ids, untold } = await idsOf(stores, snapshot)
  let count = 0
  for await (const page of missingItems(db, run.connectionId, ids)) {
    await db
      .insert(deletions)
      .values(page.map((item) => ({ syncId: run.id, state: 'due' as const, ...item })))
    count += page.length
  }
  const items = () => db.$count(ledger, eq(ledger.connectionId, run.connectionId))
  // A record without an id may be any of them.
  const held = count > 0 && (untold > 0 || exceedsGuard(count, await items(), rulesOf(run.abortRules)))
  if (held) await db.update(deletions).set({ state: 'held' }).where(eq(deletions.syncId, run.id))
  await report(stores, run, {
    phase: 'finalize',
    heldHash: held ? await hashOf(db, run.id, 'held') : null,
    changes: { ...run.changes, held: held ? count : 0 },
  })
}

const pageSize = 5_000

/** Deletions of a run in one state, in pages. */
export async function* deletionPages(db: Db, syncId: string, state: DeletionState, size = pageSize) {
  for (let after = ''; ; ) {
    const page = await db
      .select()
      .from(deletions)
      .where(and(eq(deletions.syncId, syncId), eq(deletions.state, state), gt(deletions.itemId, after)))
      .orderBy(asc(deletions.itemId))
      .limit(size)
    if (page.length > 0) yield page
    const last = page.at(-1)
    if (!last || page.length < size) return
    after = last.itemId
  }
}

/** The same as long as exactly these items are on the list. */
export async function hashOf(db: Db, syncId: string, state: DeletionState): Promise<string> {
  const hash = createHash('sha256')
  for await (const page of deletionPages(db, syncId, state))
    for (const { itemId } of page) hash.update(`${itemId}\n`)
  return hash.digest('base64url').slice(0, 22)
}
