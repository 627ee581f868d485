import { and, eq, ne, type SQL, sql } from 'drizzle-orm'
import { sentUnder } from '../model/debts/debt'
import type { Db } from './open'
import { itemCounts } from './schema'

/** The items of each connection that Graph holds, as the ledger has it, or of one only; connections without any are left out. */
export async function countItems(db: Db, connectionId?: string): Promise<Map<string, number>> {
  const rows = await db
    .select({ connectionId: itemCounts.connectionId, items: total })
    .from(itemCounts)
    .where(and(ne(itemCounts.sentUnder, sentUnder.lost), ofOne(connectionId)))
    .groupBy(itemCounts.connectionId)
  return new Map(rows.map((row) => [row.connectionId, row.items]))
}

/** All items of the ledger of a connection, the lost ones too. */
export async function countLedger(db: Db, connectionId: string): Promise<number> {
  const [row] = await db.select({ items: total }).from(itemCounts).where(ofOne(connectionId))
  return row?.items ?? 0
}

const total = sql<number>`coalesce(sum(${itemCounts.items}), 0)::int`

const ofOne = (connectionId: string | undefined): SQL | undefined =>
  connectionId === undefined ? undefined : eq(itemCounts.connectionId, connectionId)
