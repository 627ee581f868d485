import { and, eq, inArray, lte } from 'drizzle-orm'
import { syncErrors } from '../db/schema'
import { keyBytes } from '../snapshots/id-key'
import { readKeys } from '../snapshots/read-snapshot'
import { SeenIds } from '../snapshots/seen'
import type { SnapshotRow, Stores } from '../snapshots/write-snapshot'
import type { Run } from './run-state'

/** Causes for which a row makes no item. */
const withoutItem = ['invalid-value', 'uneven-row', 'expression-failed', 'unknown-reader']

/** The ids that rows before the checkpoint have taken, without reading those rows: a row that made no item took none. */
export async function takenBefore(stores: Stores, snapshot: SnapshotRow, run: Run): Promise<SeenIds> {
  const upTo = run.retryOf ? snapshot.rows : run.checkpoint
  const taken = new SeenIds()
  if (upTo === 0) return taken
  const made = await rowsWithoutItem(stores, run, upTo)
  for await (const { first, keys } of readKeys(stores, snapshot, upTo)) {
    for (let at = 0; at < keys.length; at += keyBytes) {
      const row = first + at / keyBytes
      if (!made.has(row)) taken.addKey(keys, at, row)
    }
  }
  return taken
}

/** Of a retry: rows that failed in the run before, since the rows that did not have their ids. */
async function rowsWithoutItem({ db }: Stores, run: Run, upTo: number) {
  const ofRun = run.retryOf
    ? eq(syncErrors.syncId, run.retryOf)
    : and(eq(syncErrors.syncId, run.id), inArray(syncErrors.code, withoutItem))
  const rows = await db
    .select({ row: syncErrors.row })
    .from(syncErrors)
    .where(and(ofRun, lte(syncErrors.row, upTo)))
  return new Set(rows.map(({ row }) => row))
}
