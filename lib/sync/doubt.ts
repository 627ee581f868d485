import { and, eq, sql } from 'drizzle-orm'
import type { Db } from '../db/open'
import { ledger } from '../db/schema'

/** The hash of no item: what is in doubt is never the same as what is to be sent. */
const unknown = ''

/**
 * Says that these items are about to be changed at Graph. Should nobody learn whether they were, the next run sends them
 * again, or deletes them when the source does not have them any more.
 */
export async function doubt(db: Db, connectionId: string, itemIds: readonly string[]): Promise<void> {
  if (itemIds.length === 0) return
  await db
    .update(ledger)
    .set({ hash: unknown, rowHash: null, parts: null })
    .where(
      and(
        eq(ledger.connectionId, connectionId),
        sql`${ledger.itemId} in (select json_array_elements_text(${JSON.stringify(itemIds)}::json))`,
      ),
    )
}

/** An item that was sent, and Graph’s answer has not come. */
export interface Doubted {
  itemId: string
  sentUnder: number
}

/** The same for items of which it is not known whether Graph has them: new ones are noted, too. */
export async function recordDoubted(
  tx: Db,
  { connectionId, syncId }: { connectionId: string; syncId: string },
  doubted: readonly Doubted[],
): Promise<void> {
  if (doubted.length === 0) return
  await tx.execute(sql`
    insert into ${ledger} (connection_id, item_id, hash, sent_under, sync_id, created_in)
    select ${connectionId}, p."itemId", ${unknown}, p."sentUnder", ${syncId}, ${syncId}
    from json_to_recordset(${JSON.stringify(doubted)}::json) as p("itemId" text, "sentUnder" int)
    on conflict (connection_id, item_id) do update set hash = ${unknown}, row_hash = null, parts = null`)
}

/** Whether it was this run that may have made the item. */
export const isOwnDoubt = (
  { hash, createdIn }: Pick<typeof ledger.$inferSelect, 'hash' | 'createdIn'>,
  syncId: string,
) => hash === unknown && createdIn === syncId

/** Items in doubt say nothing of what Graph has. */
export const notInDoubt = sql`${ledger.hash} <> ${unknown}`
