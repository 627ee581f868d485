import { and, count, eq, inArray, ne, or } from 'drizzle-orm'
import type { Db } from '../db/open'
import { failing, ledger, syncErrors } from '../db/schema'
import { sentUnder } from '../model/debts/debt'
import type { SyncCounts } from '../model/sync/sync'

/** Deletes the items that Graph has lost and that a whole run did not bring back. */
export const dropLost = (tx: Db, connectionId: string) =>
  tx.delete(ledger).where(and(eq(ledger.connectionId, connectionId), eq(ledger.sentUnder, sentUnder.lost)))

/**
 * How many indexed items a run that read its whole source did not find there. Every row that was sent or is unchanged
 * has its item in the ledger, and so may a row that failed or is set aside.
 */
export async function countNotHeld(
  tx: Db,
  { id, connectionId }: { id: string; connectionId: string },
  { sent, unchanged, setAside = 0 }: SyncCounts,
) {
  const all = await tx.$count(ledger, eq(ledger.connectionId, connectionId))
  const failedIds = tx
    .select({ itemId: syncErrors.itemId })
    .from(syncErrors)
    // The first row of that id was taken and is counted.
    .where(and(eq(syncErrors.syncId, id), ne(syncErrors.code, 'duplicate-id')))
  const leftOut = tx
    .select({ itemId: failing.itemId })
    .from(failing)
    .where(and(eq(failing.connectionId, connectionId), eq(failing.seenIn, id), ne(failing.syncId, id)))
  const [held] = await tx
    .select({ notSent: count() })
    .from(ledger)
    .where(
      and(
        eq(ledger.connectionId, connectionId),
        or(inArray(ledger.itemId, failedIds), inArray(ledger.itemId, leftOut)),
      ),
    )
  return Math.max(0, all - sent - (unchanged - setAside) - (held?.notSent ?? 0))
}
