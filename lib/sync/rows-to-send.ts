import { pickRecords, readRecords } from '../snapshots/read-snapshot'
import type { SnapshotRow, Stores } from '../snapshots/write-snapshot'
import type { Run } from './run-state'
import { selectedRows } from './selected-rows'
import { takenBefore } from './taken'

/** The records that a run has yet to send, of a retry those of its selection; and the ids that other rows have. */
export const rowsToSend = async (stores: Stores, snapshot: SnapshotRow, run: Run) => ({
  records: run.retryOf
    ? pickRecords(stores, snapshot, await selectedRows(stores.db, run))
    : readRecords(stores, snapshot, run.checkpoint + 1),
  taken: await takenBefore(stores, snapshot, run),
})
