import { and, asc, eq, gt, ne, sql } from 'drizzle-orm'
import type { Db } from '../db/open'
import { ledger } from '../db/schema'
import { sentUnder } from '../model/debts/debt'
import { keyBytes } from '../snapshots/id-key'
import { readKeys } from '../snapshots/read-snapshot'
import { SeenIds } from '../snapshots/seen'
import type { SnapshotRow, Stores } from '../snapshots/write-snapshot'
import type { Run } from './run-state'

const pageSize = 5_000

/** The ids that a snapshot holds, those of records that cannot be sent too, and how many records tell none. */
export async function idsOf(
  stores: Stores,
  snapshot: SnapshotRow,
): Promise<{ ids: SeenIds; untold: number }> {
  const ids = new SeenIds()
  let untold = 0
  for await (const { first, keys } of readKeys(stores, snapshot)) {
    for (let at = 0; at < keys.length; at += keyBytes) {
      if (keys.readBigUInt64LE(at) === 0n) untold += 1
      else ids.addKey(keys, at, first + at / keyBytes)
    }
  }
  return { ids, untold }
}

/** Only a run that read its whole source, and found something there, tells that items are gone from it. */
export const tellsDeletions = ({ type }: Run, { complete, rows }: SnapshotRow) =>
  type === 'full' && complete && rows > 0

/** The items that were sent and that the source does not hold any more, in pages. */
export async function* missingItems(db: Db, connectionId: string, ids: SeenIds) {
  for (let after = ''; ; ) {
    const [row] = await pageOf(db, connectionId, after)
    const all = row?.all ? row.all.split(' ') : []
    const missing = all.filter((itemId) => ids.rowOf(itemId) === undefined)
    if (missing.length > 0) yield await withTitles(db, connectionId, missing)
    const last = all.at(-1)
    if (last === undefined || all.length < pageSize) return
    after = last
  }
}

/** The ids of one page as one text: reading a row for each takes several times as long. No id has a space. */
export function pageOf(db: Db, connectionId: string, after: string) {
  const page = db
    .select({ itemId: ledger.itemId })
    .from(ledger)
    .where(
      and(
        eq(ledger.connectionId, connectionId),
        gt(ledger.itemId, after),
        ne(ledger.sentUnder, sentUnder.lost),
        // The source never had it.
        eq(ledger.byHand, false),
      ),
    )
    .orderBy(asc(ledger.itemId))
    .limit(pageSize)
    .as('page')
  return db
    .select({ all: sql<string | null>`string_agg(${page.itemId}, ' ' order by ${page.itemId})` })
    .from(page)
}

const withTitles = (db: Db, connectionId: string, itemIds: string[]) =>
  db
    .select({ itemId: ledger.itemId, title: ledger.title })
    .from(ledger)
    .where(
      and(
        eq(ledger.connectionId, connectionId),
        sql`${ledger.itemId} = any(string_to_array(${itemIds.join(' ')}, ' '))`,
      ),
    )
    .orderBy(asc(ledger.itemId))
