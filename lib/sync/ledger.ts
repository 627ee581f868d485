import { hash } from 'node:crypto'
import canonicalize from 'canonicalize'
import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Db } from '../db/open'
import { ledger } from '../db/schema'
import type { ExternalItem } from '../model/item'

/** What Graph accepted of an item, and in which run. */
export interface Pushed {
  itemId: string
  hash: string
}

/** The same for two items whenever Graph would store the same, whatever the order of their members. */
export function hashItem(item: ExternalItem): string {
  const text = canonicalize(item)
  if (text === undefined) throw new Error('An item that has no JSON.')
  return hash('sha256', text, 'base64url')
}

/** What is known of these items, by id. */
export async function lookUp(db: Db, connectionId: string, itemIds: string[]) {
  if (itemIds.length === 0) return new Map<string, { hash: string; syncId: string }>()
  const rows = await db
    .select({ itemId: ledger.itemId, hash: ledger.hash, syncId: ledger.syncId })
    .from(ledger)
    .where(and(eq(ledger.connectionId, connectionId), inArray(ledger.itemId, itemIds)))
  return new Map(rows.map(({ itemId, ...known }) => [itemId, known]))
}

const rowsPerInsert = 500

/** Writes down what Graph accepted. */
export async function recordPushed(tx: Db, run: { connectionId: string; syncId: string }, pushed: Pushed[]) {
  for (let at = 0; at < pushed.length; at += rowsPerInsert) {
    await tx
      .insert(ledger)
      .values(pushed.slice(at, at + rowsPerInsert).map((item) => ({ ...run, ...item })))
      .onConflictDoUpdate({
        target: [ledger.connectionId, ledger.itemId],
        set: { hash: sql`excluded.hash`, syncId: sql`excluded.sync_id`, pushedAt: sql`excluded.pushed_at` },
      })
  }
}
