import { and, asc, eq, inArray } from 'drizzle-orm'
import { ledger } from '../db/schema'
import { deleteItems } from './delete-items'
import type { Deleting } from './finalize/delete-due'
import { report } from './report'

const pageSize = 200

/** Deletes every item of the connection that the ledger knows. What it has deleted it need not look for after a restart. */
export async function purge(deleting: Deleting): Promise<void> {
  const { db, run, stopped } = deleting
  const { connectionId } = run
  const ofConnection = eq(ledger.connectionId, connectionId)
  await report(deleting, run, {
    phase: 'push',
    totalRows: run.changes.deleted + (await db.$count(ledger, ofConnection)),
  })
  for (;;) {
    stopped.throwIfAborted()
    const page = await db
      .select({ itemId: ledger.itemId })
      .from(ledger)
      .where(ofConnection)
      .orderBy(asc(ledger.itemId))
      .limit(pageSize)
    if (page.length === 0) return
    const { done, failure } = await deleteItems(
      deleting,
      connectionId,
      page.map(({ itemId }) => itemId),
    )
    if (done.length > 0)
      await db.transaction(async (tx) => {
        await tx.delete(ledger).where(and(ofConnection, inArray(ledger.itemId, done)))
        const deleted = run.changes.deleted + done.length
        await report({ db: tx }, run, { changes: { ...run.changes, deleted } })
      })
    if (failure) throw failure
  }
}
