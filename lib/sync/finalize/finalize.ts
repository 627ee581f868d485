import type { Problem } from '../../model/problem'
import type { SnapshotRow } from '../../snapshots/write-snapshot'
import { tellsDeletions } from '../missing'
import { type Deleting, deleteDue } from './delete-due'
import { listDeletions } from './list-deletions'
import { releaseHeld } from './release-held'

/**
 * After everything was sent: deletes what the source does not hold any more, unless that is held. Answers what Graph did
 * not delete, and why.
 */
export async function finalize(deleting: Deleting, snapshot: SnapshotRow): Promise<Problem | null> {
  const { db, run } = deleting
  if (!tellsDeletions(run, snapshot)) return null
  if (run.phase !== 'finalize') await listDeletions(deleting, run, snapshot)
  await releaseHeld(db, run)
  return await deleteDue(deleting)
}
