import { and, desc, eq } from 'drizzle-orm'
import { snapshots } from '../db/schema'
import { idKey, keyBytes } from './id-key'
import { ofSource } from './of-source'
import { pickRecords, readKeysOf } from './read-snapshot'
import type { StagedRecord } from './staged'
import type { SnapshotRow, Stores } from './write-snapshot'

/** The record of an item in the newest complete snapshot of its connection, with that snapshot; null when there is none. */
export async function findSourceRow(
  stores: Stores,
  connectionId: string,
  itemId: string,
): Promise<{ record: StagedRecord; snapshot: SnapshotRow } | null> {
  const [snapshot] = await stores.db
    .select()
    .from(snapshots)
    .where(and(ofSource(connectionId, 'items'), eq(snapshots.complete, true)))
    .orderBy(desc(snapshots.createdAt))
    .limit(1)
  const record = snapshot && (await findRecord(stores, snapshot, itemId))
  return record ? { record, snapshot } : null
}

/** The record of an item in a snapshot; null when it has none. */
export async function findRecord(
  stores: Stores,
  snapshot: SnapshotRow,
  itemId: string,
): Promise<StagedRecord | null> {
  const row = await rowOf(stores, snapshot, idKey(itemId))
  if (row === null) return null
  for await (const [record] of pickRecords(stores, snapshot, [row])) if (record) return record
  return null
}

/** Somebody waits for the answer, and a million records have hundreds of chunks. */
const chunksAtOnce = 16

async function rowOf(stores: Stores, snapshot: SnapshotRow, wanted: Buffer) {
  const { firstRows } = snapshot
  for (let from = 0; from < firstRows.length; from += chunksAtOnce) {
    const some = firstRows.slice(from, from + chunksAtOnce)
    const read = await Promise.all(some.map((_, at) => readKeysOf(stores, snapshot, from + at)))
    for (const [chunk, keys] of read.entries()) {
      for (let at = keys.indexOf(wanted); at >= 0; at = keys.indexOf(wanted, at + 1)) {
        if (at % keyBytes === 0) return (some[chunk] ?? 1) + at / keyBytes
      }
    }
  }
  return null
}
