import { eq } from 'drizzle-orm'
import { deletions } from '../../db/schema'
import { rulesOf } from '../../model/sync/abort-rules'
import { exceedsGuard } from '../../model/sync/deletions'
import type { SnapshotRow, Stores } from '../../snapshots/write-snapshot'
import { hashOf } from '../finalize/list-deletions'
import { report } from '../report'
import type { Run } from '../run-state'
import { membershipId } from './membership-id'
import type { Memberships } from './memberships'
import { countFromSource, missingMembers } from './missing-members'

/** Only a source that was read to its end, and has something, tells who is gone. */
export const tellsRemovals = ({ complete, rows }: Pick<SnapshotRow, 'complete' | 'rows'>) =>
  complete && rows > 0

/** Whether so many members may not be taken out unasked. A row that tells nothing may be about any of them. */
export const needsApproval = (run: Run, { untold }: Memberships, removed: number, members: number) =>
  removed > 0 && (untold > 0 || exceedsGuard(removed, members, rulesOf(run.abortRules)))

/** Writes down whom the source does not name any more, and whether that waits for an approval. */
export async function listRemovals(stores: Stores, run: Run, memberships: Memberships): Promise<void> {
  const { db } = stores
  // A worker that died on the way has left a part of the list.
  await db.delete(deletions).where(eq(deletions.syncId, run.id))
  let count = 0
  for await (const page of missingMembers(db, run.connectionId, memberships.seen)) {
    await db.insert(deletions).values(
      page.map(({ groupId, memberId, name }) => ({
        syncId: run.id,
        state: 'due' as const,
        itemId: membershipId(groupId, memberId),
        title: name,
      })),
    )
    count += page.length
  }
  const held = needsApproval(run, memberships, count, await countFromSource(db, run.connectionId))
  if (held) await db.update(deletions).set({ state: 'held' }).where(eq(deletions.syncId, run.id))
  await report(stores, run, {
    phase: 'finalize',
    heldHash: held ? await hashOf(db, run.id, 'held') : null,
    changes: { ...run.changes, held: held ? count : 0 },
  })
}
