import { and, asc, eq, gt, inArray } from 'drizzle-orm'
import { ledger } from '../db/schema'
import type { Problem } from '../model/problem'
import { deleteItems } from './delete-items'
import { DeletionOutcome } from './deletion-outcome'
import { doubt } from './doubt'
import type { Deleting } from './finalize/delete-due'
import { report, reportDeleted } from './report'

const pageSize = 200

/**
 * Deletes every item of the connection that the ledger knows. What it has deleted it need not look for after a restart.
 * Answers what Graph did not delete, and why.
 */
export async function purge(deleting: Deleting): Promise<Problem | null> {
  const { db, run, stopped } = deleting
  const { connectionId } = run
  const ofConnection = eq(ledger.connectionId, connectionId)
  await report(deleting, run, {
    phase: 'push',
    totalRows: run.changes.deleted + (await db.$count(ledger, ofConnection)),
  })
  const outcome = new DeletionOutcome()
  for (let after = ''; ; ) {
    stopped.throwIfAborted()
    const page = await db
      .select({ itemId: ledger.itemId })
      .from(ledger)
      .where(and(ofConnection, gt(ledger.itemId, after)))
      .orderBy(asc(ledger.itemId))
      .limit(pageSize)
    const last = page.at(-1)
    if (!last) return outcome.problem
    after = last.itemId
    const itemIds = page.map(({ itemId }) => itemId)
    await doubt(db, connectionId, itemIds)
    const { done, refused, failure } = await deleteItems(deleting, connectionId, itemIds)
    if (done.length > 0)
      await db.transaction(async (tx) => {
        await tx.delete(ledger).where(and(ofConnection, inArray(ledger.itemId, done)))
        await reportDeleted({ db: tx }, run, done.length)
      })
    if (failure) throw failure
    outcome.add({ done, refused })
  }
}
