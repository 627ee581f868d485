import { and, eq, gt, ne, sql } from 'drizzle-orm'
import type { Db } from '../db/open'
import { ledger, syncs } from '../db/schema'
import type { SnapshotRow } from '../snapshots/write-snapshot'

/** Which of these items a run has sent that read the source later than this snapshot. */
export async function overtakenOf(
  db: Db,
  connectionId: string,
  itemIds: readonly string[],
  { id, createdAt }: Pick<SnapshotRow, 'id' | 'createdAt'>,
): Promise<Set<string>> {
  if (itemIds.length === 0) return new Set()
  const rows = await db
    .select({ itemId: ledger.itemId })
    .from(ledger)
    .innerJoin(syncs, eq(syncs.id, ledger.syncId))
    .where(
      and(
        eq(ledger.connectionId, connectionId),
        sql`${ledger.itemId} in (select json_array_elements_text(${JSON.stringify(itemIds)}::json))`,
        gt(syncs.createdAt, createdAt),
        // Retries of the same have read nothing newer.
        ne(syncs.snapshotId, id),
      ),
    )
  return new Set(rows.map(({ itemId }) => itemId))
}
