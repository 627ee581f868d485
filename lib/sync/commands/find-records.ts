import { and, desc, eq } from 'drizzle-orm'
import { snapshots, syncs } from '../../db/schema'
import type { Records } from '../../model/sync/command'
import { AppError } from '../../platform/errors'
import { ofSource } from '../../snapshots/of-source'
import { getSnapshot, pickRecords } from '../../snapshots/read-snapshot'
import type { StagedRecord } from '../../snapshots/staged'
import type { SnapshotRow, Stores } from '../../snapshots/write-snapshot'
import { idsOf } from '../missing'
import type { Found } from './send-record'

/** One record to send; `read` throws `not-found` when the source did not hold it. */
export interface Wanted {
  row: number | null
  itemId: string | null
  read: () => Promise<Found>
}

/** The records that a command names: each chunk of the snapshot that has some of them is read once. */
export async function findRecords(stores: Stores, connectionId: string, records: Records): Promise<Wanted[]> {
  const snapshot =
    'rows' in records
      ? await snapshotOfRun(stores, connectionId, records.syncId)
      : await newest(stores, connectionId)
  const { ids } = await idsOf(stores, snapshot)
  const wanted =
    'rows' in records
      ? records.rows.map((row) => ({ row, itemId: null }))
      : records.itemIds.map((itemId) => ({ row: ids.rowOf(itemId) ?? null, itemId }))
  const rows = wanted.flatMap(({ row }) => (row === null ? [] : [row]))
  const held = new Map<number, StagedRecord>()
  for await (const some of pickRecords(stores, snapshot, rows))
    for (const record of some) held.set(record.row, record)
  return wanted.map(({ row, itemId }) => ({
    row,
    itemId,
    async read() {
      const record = held.get(row ?? 0)
      if (!record) throw new AppError('not-found', 'The source did not hold it when it was read.')
      return { record, snapshot, firstRow: (id: string) => ids.rowOf(id) }
    },
  }))
}

async function snapshotOfRun(stores: Stores, connectionId: string, syncId: string): Promise<SnapshotRow> {
  const [run] = await stores.db
    .select({ snapshotId: syncs.snapshotId, type: syncs.type })
    .from(syncs)
    .where(and(eq(syncs.id, syncId), eq(syncs.connectionId, connectionId)))
  if (run?.type === 'groups')
    throw new AppError('invalid', 'The rows of this run are members of groups, not items. Start a new run.')
  if (!run?.snapshotId) throw new AppError('not-found', 'This run has not read its source.')
  return await getSnapshot(stores, run.snapshotId)
}

async function newest({ db }: Stores, connectionId: string): Promise<SnapshotRow> {
  const [snapshot] = await db
    .select()
    .from(snapshots)
    .where(and(ofSource(connectionId, 'items'), eq(snapshots.complete, true)))
    .orderBy(desc(snapshots.createdAt))
    .limit(1)
  if (!snapshot)
    throw new AppError(
      'not-found',
      'Nothing is kept of what the source held. Start a run: it reads it again.',
    )
  return snapshot
}
