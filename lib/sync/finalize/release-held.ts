import { and, eq, gt, sql } from 'drizzle-orm'
import type { Db } from '../../db/open'
import { approvals, deletions } from '../../db/schema'
import { report } from '../report'
import type { Run } from '../run-state'
import { hashOf } from './list-deletions'

/** Lets the held deletions go through when somebody has approved exactly this list and the approval still counts. */
export async function releaseHeld(db: Db, run: Run): Promise<void> {
  if (!run.heldHash) return
  const [approval] = await db
    .select({ hash: approvals.hash })
    .from(approvals)
    .where(
      and(
        eq(approvals.syncId, run.id),
        eq(approvals.what, 'deletions'),
        eq(approvals.hash, run.heldHash),
        gt(approvals.expiresAt, sql`now()`),
      ),
    )
  if (!approval || (await hashOf(db, run.id, 'held')) !== approval.hash) return
  // In one: a worker that dies in between would leave a list that nobody can approve any more.
  await db.transaction(async (tx) => {
    await tx
      .update(deletions)
      .set({ state: 'due' })
      .where(and(eq(deletions.syncId, run.id), eq(deletions.state, 'held')))
    await report({ db: tx }, run, { heldHash: null, changes: { ...run.changes, held: 0 } })
  })
}
