import { and, count, eq, isNull, ne, type SQL, sql } from 'drizzle-orm'
import { lastingCodes, mostRuns } from '../model/debts/failing'
import type { Db } from './open'
import { failing } from './schema'

/** A record that could not be sent, and what of it was tried. */
export interface Failed {
  row: number
  itemId: string
  tried: string
  code: string
  message: string
  field?: string
  graphRequestId?: string
}

interface OfRun {
  connectionId: string
  syncId: string
}

const codes = sql.raw(lastingCodes.map((code) => `'${code}'`).join(', '))

/** Runs have tried it often enough, for a cause that does not go by itself. */
export const isStuck: SQL = sql`(${isNull(failing.asideAt)} and ${failing.runs} >= ${sql.raw(String(mostRuns))} and ${failing.code} in (${codes}))`

/** Each counts once for a run, however often the run is resumed. What is set aside stays so. */
export async function noteFailing(tx: Db, { connectionId, syncId }: OfRun, failed: readonly Failed[]) {
  // The last one of an id, should a flush have two.
  const rows = [...new Map(failed.map((one) => [one.itemId, one])).values()]
  if (rows.length === 0) return
  await tx.execute(sql`
    insert into ${failing} (connection_id, item_id, code, message, field, graph_request_id, sync_id, row, tried, seen_in)
    select ${connectionId}, p."itemId", p.code, p.message, p.field, p."graphRequestId", ${syncId}, p.row, p.tried, ${syncId}
    from json_to_recordset(${JSON.stringify(rows)}::json) as p("itemId" text, code text, message text, field text,
      "graphRequestId" text, row int, tried text)
    on conflict (connection_id, item_id) do update
    set code = excluded.code, message = excluded.message, field = excluded.field,
      graph_request_id = excluded.graph_request_id, sync_id = excluded.sync_id, row = excluded.row,
      tried = excluded.tried, seen_in = excluded.seen_in, at = now(),
      runs = case when failing.tried <> excluded.tried then 1
        when failing.sync_id = excluded.sync_id then failing.runs else failing.runs + 1 end`)
}

/** These were sent. */
export const forgetFailing = (tx: Db, connectionId: string, itemIds: readonly string[]) =>
  tx.delete(failing).where(and(eq(failing.connectionId, connectionId), isOneOf(itemIds)))

/** A run has met these and left them out. */
export async function noteLeftOut(tx: Db, { connectionId, syncId }: OfRun, itemIds: readonly string[]) {
  if (itemIds.length === 0) return
  await tx
    .update(failing)
    .set({ seenIn: syncId })
    .where(and(eq(failing.connectionId, connectionId), isOneOf(itemIds)))
}

/** A run has read its whole source: what it did not meet is not there any more, or is as it was when it was sent. */
export const forgetUnseen = (tx: Db, { connectionId, syncId }: OfRun) =>
  tx.delete(failing).where(and(eq(failing.connectionId, connectionId), ne(failing.seenIn, syncId)))

const isLeftOut: SQL = sql`(${failing.asideAt} is not null or ${isStuck})`

/** Whether a run of the connection leaves any record out. */
export async function hasLeftOut(db: Db, connectionId: string): Promise<boolean> {
  const where = and(eq(failing.connectionId, connectionId), isLeftOut)
  const rows = await db.select({ itemId: failing.itemId }).from(failing).where(where).limit(1)
  return rows.length > 0
}

/** What a run leaves out of these, by item id: set aside or given up, and the same since. What it tried itself it tries again. */
export async function leftOutOf(
  db: Db,
  { connectionId, syncId }: OfRun,
  records: readonly { itemId: string; tried: string }[],
): Promise<Map<string, string>> {
  if (records.length === 0) return new Map()
  const rows = await db
    .select({ itemId: failing.itemId, tried: failing.tried })
    .from(failing)
    .innerJoin(
      sql`json_to_recordset(${JSON.stringify(records)}::json) as p("itemId" text, tried text)`,
      sql`${failing.itemId} = p."itemId" and ${failing.tried} = p.tried`,
    )
    .where(and(eq(failing.connectionId, connectionId), ne(failing.syncId, syncId), isLeftOut))
  return new Map(rows.map(({ itemId, tried }) => [itemId, tried]))
}

/** How many records of each connection, or of one, runs have given up. */
export async function countStuck(db: Db, connectionId?: string): Promise<Map<string, number>> {
  const rows = await db
    .select({ connectionId: failing.connectionId, records: count() })
    .from(failing)
    .where(and(isStuck, connectionId === undefined ? undefined : eq(failing.connectionId, connectionId)))
    .groupBy(failing.connectionId)
  return new Map(rows.map((row) => [row.connectionId, row.records]))
}

/** As one JSON parameter: ids may hold any character. */
export const isOneOf = (itemIds: readonly string[]) =>
  sql`${failing.itemId} in (select json_array_elements_text(${JSON.stringify(itemIds)}::json))`
