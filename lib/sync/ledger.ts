import { hash } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { forgetFailing } from '../db/failing'
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

/** A record to compare: the id of its item, and the hash of what the source holds. */
export interface Compared {
  itemId: string | null
  rowHash: string
}

/** With what items have to have been sent to count as they are. */
interface SentWith {
  connectionId: string
  syncId: string
  mappingVersion: string
  sentUnder: number
  /** Whether a record that is the same needs no further look. */
  isSameEnough: boolean
}

/** A record was sent as it is, under the same mapping and by an earlier run. */
export const same = Symbol('same')

/**
 * What is known of each of these, in their order. The database compares them, since nearly all are the same in most runs,
 * and a row that is not read costs nothing.
 */
export async function compare(db: Db, setup: SentWith, records: readonly Compared[]) {
  if (records.length === 0) return []
  // Neither ids nor hashes have a space. Two texts cost a tenth of two lists, which the driver would escape one by one.
  const ids = records.map(({ itemId }) => itemId ?? '').join(' ')
  const hashes = records.map(({ rowHash }) => rowHash).join(' ')
  const as = sql.raw
  // With a limit the planner can only look each one up, whatever it believes of the size of the ledger.
  const one = db
    .select()
    .from(ledger)
    .where(sql`${ledger.connectionId} = ${setup.connectionId} and ${ledger.itemId} = ${as('p.id')}`)
    .limit(1)
    .as('one')
  const { hash, rowHash, mappingVersion, sentUnder, syncId, createdIn } = one
  const different = await db
    .select({
      at: sql<number>`p.at::int`,
      found: sql<boolean>`${one.itemId} is not null`,
      hash,
      rowHash,
      mappingVersion,
      sentUnder,
      syncId,
      createdIn,
    })
    .from(
      sql`unnest(string_to_array(${ids}, ' '), string_to_array(${hashes}, ' ')) with ordinality as p(id, hash, at)`,
    )
    .leftJoinLateral(one, sql`true`)
    .where(
      sql`(${setup.isSameEnough}::boolean and ${rowHash} = ${as('p.hash')} and ${mappingVersion} = ${setup.mappingVersion} and ${sentUnder} >= ${setup.sentUnder} and ${syncId} <> ${setup.syncId}) is not true`,
    )
  const known: (Known | undefined | typeof same)[] = records.map(() => same)
  for (const { at, found, ...before } of different) known[at - 1] = found ? (before as Known) : undefined
  return known
}

/** Writes down what Graph accepted. */
export async function recordPushed(
  tx: Db,
  { connectionId, syncId }: { connectionId: string; syncId: string },
  pushed: Pushed[],
) {
  if (pushed.length === 0) return
  await recordAcls(tx, connectionId, pushed)
  await forgetFailing(
    tx,
    connectionId,
    pushed.map(({ itemId }) => itemId),
  )
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
      url = excluded.url, sent_under = excluded.sent_under, sync_id = excluded.sync_id, by_hand = false, pushed_at = excluded.pushed_at,
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
