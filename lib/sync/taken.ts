import { asc, eq, inArray } from 'drizzle-orm'
import { syncErrors, syncs } from '../db/schema'
import { keyBytes } from '../snapshots/id-key'
import { readKeys } from '../snapshots/read-snapshot'
import { SeenIds } from '../snapshots/seen'
import type { SnapshotRow, Stores } from '../snapshots/write-snapshot'
import type { Run } from './run-state'

/** Causes for which a row makes no item. */
const withoutItem = new Set([
  'invalid-value',
  'uneven-row',
  'unreadable-row',
  'damaged-text',
  'expression-failed',
  'unknown-reader',
])

/** The ids that rows before the checkpoint have taken, without reading those rows: a row that made no item took none. */
export async function takenBefore(stores: Stores, snapshot: SnapshotRow, run: Run): Promise<SeenIds> {
  const upTo = run.retryOf ? snapshot.rows : run.checkpoint
  const taken = new SeenIds()
  if (upTo === 0) return taken
  const made = run.retryOf ? await notSent(stores, snapshot) : await madeNone(stores, run)
  for await (const { first, keys } of readKeys(stores, snapshot, upTo)) {
    for (let at = 0; at < keys.length; at += keyBytes) {
      const row = first + at / keyBytes
      if (!made.has(row)) taken.addKey(keys, at, row)
    }
  }
  return taken
}

async function madeNone({ db }: Stores, run: Run): Promise<Set<number>> {
  const errors = await db
    .select({ row: syncErrors.row, code: syncErrors.code })
    .from(syncErrors)
    .where(eq(syncErrors.syncId, run.id))
  return new Set(errors.flatMap(({ row, code }) => (withoutItem.has(code) ? [row] : [])))
}

/** Of a retry: the rows that failed in the run that read them, and were not sent by a retry since. All others have their ids. */
async function notSent({ db }: Stores, snapshot: SnapshotRow): Promise<Set<number>> {
  const family = await db
    .select()
    .from(syncs)
    .where(eq(syncs.snapshotId, snapshot.id))
    .orderBy(asc(syncs.createdAt))
  const found = await db
    .select({ syncId: syncErrors.syncId, row: syncErrors.row, code: syncErrors.code })
    .from(syncErrors)
    .where(
      inArray(
        syncErrors.syncId,
        family.map(({ id }) => id),
      ),
    )
  const errors = new Map(family.map(({ id }) => [id, new Map<number, string>()]))
  for (const { syncId, row, code } of found) errors.get(syncId)?.set(row, code)
  const rows = new Set(
    family.flatMap(({ id, retryOf }) => (retryOf ? [] : [...(errors.get(id)?.keys() ?? [])])),
  )
  for (const { id, retryOf, selection, checkpoint } of family) {
    for (const [row, code] of errors.get(retryOf ?? '') ?? []) {
      const { code: cause, rows: some } = selection ?? {}
      const tried = row <= checkpoint && (!cause || cause === code) && (!some || some.includes(row))
      if (tried && !errors.get(id)?.has(row)) rows.delete(row)
    }
  }
  return rows
}
