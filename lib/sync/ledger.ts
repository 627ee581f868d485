import { hash } from 'node:crypto'
import { and, eq, sql } from 'drizzle-orm'
import type { Db } from '../db/open'
import { ledger } from '../db/schema'
import { canonical } from '../model/items/canonical'
import type { ExternalItem } from '../model/items/item'

/** What Graph accepted of an item, and in which run. */
export interface Pushed {
  itemId: string
  hash: string
  url?: string | null
  /** The schema version it was sent under, or one of `sentUnder`. */
  sentUnder: number
}

/** The same for two items whenever Graph would store the same. Who may read it is a part of it. */
export const hashItem = (item: ExternalItem): string => hash('sha256', canonical(item), 'base64url')

// Both go to the database as one JSON parameter: binding a thousand costs more than the query itself.

interface Known {
  hash: string
  sentUnder: number
  syncId: string
  /** Whether the link of the item is written down. */
  hasLink: boolean
}

/** What is known of these items, by id. */
export async function lookUp(db: Db, connectionId: string, itemIds: string[]) {
  if (itemIds.length === 0) return new Map<string, Known>()
  const ids = sql`select json_array_elements_text(${JSON.stringify(itemIds)}::json)`
  const rows = await db
    .select({
      itemId: ledger.itemId,
      hash: ledger.hash,
      sentUnder: ledger.sentUnder,
      syncId: ledger.syncId,
      hasLink: sql<boolean>`${ledger.url} is not null`,
    })
    .from(ledger)
    .where(and(eq(ledger.connectionId, connectionId), sql`${ledger.itemId} in (${ids})`))
  return new Map(rows.map(({ itemId, ...known }) => [itemId, known]))
}

/** Writes down what Graph accepted. */
export async function recordPushed(
  tx: Db,
  { connectionId, syncId }: { connectionId: string; syncId: string },
  pushed: Pushed[],
) {
  if (pushed.length === 0) return
  await tx.execute(sql`
    insert into ${ledger} (connection_id, item_id, hash, url, sent_under, sync_id)
    select ${connectionId}, p."itemId", p.hash, p.url, p."sentUnder", ${syncId}
    from json_to_recordset(${JSON.stringify(pushed)}::json) as p("itemId" text, hash text, url text, "sentUnder" int)
    on conflict (connection_id, item_id) do update
    set hash = excluded.hash, url = excluded.url, sent_under = excluded.sent_under,
      sync_id = excluded.sync_id, pushed_at = excluded.pushed_at`)
}

/** Writes down the links of items that a release before this column has sent. */
export async function recordLinks(db: Db, connectionId: string, links: { itemId: string; url: string }[]) {
  if (links.length === 0) return
  await db.execute(sql`
    update ${ledger} set url = p.url
    from json_to_recordset(${JSON.stringify(links)}::json) as p("itemId" text, url text)
    where ${ledger.connectionId} = ${connectionId} and ${ledger.itemId} = p."itemId"`)
}
