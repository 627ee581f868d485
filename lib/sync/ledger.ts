import { hash } from 'node:crypto'
import { and, eq, sql } from 'drizzle-orm'
import type { Db } from '../db/open'
import { acls, ledger } from '../db/schema'
import { sentUnder } from '../model/debts/debt'
import { canonical } from '../model/items/canonical'
import type { Acl, ExternalItem } from '../model/items/item'

/** What the ledger keeps of an item that Graph accepted. */
export interface ItemFacts {
  itemId: string
  hash: string
  rowHash?: string
  mappingVersion?: string
  aclHash?: string
  acl?: Acl[]
  parts?: string
  title?: string | null
  size?: number
  url?: string | null
}

/** What Graph accepted of an item. */
export interface Pushed extends ItemFacts {
  /** The schema version it was sent under, or one of `sentUnder`. */
  sentUnder: number
}

/** The same for two items whenever Graph would store the same. Who may read it is a part of it. */
export const hashItem = (item: ExternalItem): string => hash('sha256', canonical(item), 'base64url')

// Both go to the database as one JSON parameter: binding a thousand costs more than the query itself.

/** What is known of an item that was sent before. */
export type Known = Pick<
  typeof ledger.$inferSelect,
  'hash' | 'rowHash' | 'mappingVersion' | 'sentUnder' | 'syncId' | 'createdIn'
>

/** What is known of these items, by id. */
export async function lookUp(db: Db, connectionId: string, itemIds: string[]) {
  if (itemIds.length === 0) return new Map<string, Known>()
  const ids = sql`select json_array_elements_text(${JSON.stringify(itemIds)}::json)`
  const rows = await db
    .select({
      itemId: ledger.itemId,
      hash: ledger.hash,
      rowHash: ledger.rowHash,
      mappingVersion: ledger.mappingVersion,
      sentUnder: ledger.sentUnder,
      syncId: ledger.syncId,
      createdIn: ledger.createdIn,
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
  await recordAcls(tx, connectionId, pushed)
  await tx.execute(sql`
    insert into ${ledger} (connection_id, item_id, hash, row_hash, mapping_version, acl_hash, parts, title, size, url,
      sent_under, sync_id, created_in)
    select ${connectionId}, p."itemId", p.hash, p."rowHash", p."mappingVersion", p."aclHash", p.parts, p.title, p.size,
      p.url, p."sentUnder", ${syncId}, ${syncId}
    from json_to_recordset(${JSON.stringify(pushed.map(columns))}::json) as p("itemId" text, hash text, "rowHash" text,
      "mappingVersion" text, "aclHash" text, parts text, title text, size int, url text, "sentUnder" int)
    on conflict (connection_id, item_id) do update
    set hash = excluded.hash, row_hash = excluded.row_hash, mapping_version = excluded.mapping_version,
      acl_hash = excluded.acl_hash, parts = excluded.parts, title = excluded.title, size = excluded.size,
      url = excluded.url, sent_under = excluded.sent_under, sync_id = excluded.sync_id, pushed_at = excluded.pushed_at,
      created_in = case when ledger.sent_under = ${sentUnder.lost} then excluded.created_in else ledger.created_in end`)
}

/** Writes down the facts of items that have not changed: their record or mapping has, or a release before kept less. */
export async function recordFacts(db: Db, connectionId: string, facts: readonly ItemFacts[]) {
  if (facts.length === 0) return
  await recordAcls(db, connectionId, facts)
  await db.execute(sql`
    update ${ledger} set row_hash = p."rowHash", mapping_version = p."mappingVersion", acl_hash = p."aclHash",
      parts = p.parts, title = p.title, size = p.size, url = p.url
    from json_to_recordset(${JSON.stringify(facts.map(columns))}::json) as p("itemId" text, "rowHash" text, "mappingVersion" text,
      "aclHash" text, parts text, title text, size int, url text)
    where ${ledger.connectionId} = ${connectionId} and ${ledger.itemId} = p."itemId"`)
}

const columns = <T extends ItemFacts>({ acl: _, ...rest }: T) => rest

/** Most items of a connection have one of a few lists: each is kept once. */
async function recordAcls(tx: Db, connectionId: string, facts: readonly ItemFacts[]) {
  const lists = new Map(facts.flatMap(({ aclHash, acl }) => (aclHash && acl ? [[aclHash, acl]] : [])))
  const rows = [...lists].map(([hash, entries]) => ({ connectionId, hash, entries }))
  if (rows.length > 0) await tx.insert(acls).values(rows).onConflictDoNothing()
}
