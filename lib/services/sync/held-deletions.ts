import { and, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { approvals, deletions, syncs } from '../../db/schema'
import { endStatus } from '../../model/sync/status'
import { needNoDeletion } from '../../operations/deletions'
import { AppError } from '../../platform/errors'
import { tellFollowers } from '../../sync/followers'
import { command } from '../command'
import { goOn } from './go-on'
import { connectionOfSync } from './views'

/** So long the list of a run may be approved, and so long the run may take to begin with it. */
const listDays = 7
const approvalHours = 24

const Held = z.object({ syncId: z.uuid(), hash: z.string().max(100) })
const gone = () => new AppError('conflict', 'These deletions do not wait for an approval any more.')

/** Lets a run delete exactly the items of the list that the admin has seen. */
export const approveDeletions = command({
  name: 'approveDeletions',
  changes: 'console',
  permission: 'sync.approveDeletions',
  input: Held,
  on: ({ syncId }, { db }) => connectionOfSync(db, syncId),
  async run({ actor, db, queue, before, after }, { syncId, hash }) {
    const connectionId = await connectionOfSync(db, syncId)
    await queue.transaction(async (tx, add) => {
      // First of all, in the order of a run that begins at the same moment.
      await needNoDeletion(tx, connectionId)
      const [run] = await tx
        .select({
          heldHash: syncs.heldHash,
          changes: syncs.changes,
          current: sql<boolean>`${syncs.finishedAt} > now() - make_interval(days => ${listDays})`,
        })
        .from(syncs)
        .where(and(eq(syncs.id, syncId), eq(syncs.status, 'held'), eq(syncs.phase, 'finalize')))
      if (!run?.heldHash) throw gone()
      if (run.heldHash !== hash)
        throw new AppError('conflict', 'The list is another one by now. Look at it again, then approve.')
      if (!run.current)
        throw new AppError('conflict', 'The list is too old. Start a new run, which makes a new one.')
      before({ held: run.changes.held, hash })
      const approval = {
        what: 'deletions' as const,
        approvedBy: actor.username,
        approvedAt: sql`now()`,
        expiresAt: sql`now() + make_interval(hours => ${approvalHours})`,
      }
      await tx
        .insert(approvals)
        .values({ syncId, hash, ...approval })
        .onConflictDoUpdate({ target: [approvals.syncId, approvals.what, approvals.hash], set: approval })
      await goOn(tx, add, syncId, 'finalize')
    })
    after({ approved: hash })
  },
})

/** Keeps the items, which ends the run. A later one that does not find them in the source asks again. */
export const rejectDeletions = command({
  name: 'rejectDeletions',
  changes: 'console',
  permission: 'sync.approveDeletions',
  input: Held,
  on: ({ syncId }, { db }) => connectionOfSync(db, syncId),
  async run({ queue, before, after }, { syncId, hash }) {
    await queue.transaction(async (tx, add) => {
      const [run] = await tx
        .select()
        .from(syncs)
        .where(and(eq(syncs.id, syncId), eq(syncs.status, 'held'), eq(syncs.phase, 'finalize')))
        .for('update')
      if (!run?.heldHash || run.heldHash !== hash) throw gone()
      before({ held: run.changes.held, hash })
      await tx
        .update(deletions)
        .set({ state: 'kept' })
        .where(and(eq(deletions.syncId, syncId), eq(deletions.state, 'held')))
      const status = endStatus(run.counts)
      await tx
        .update(syncs)
        .set({ status, heldHash: null, changes: { ...run.changes, held: 0 } })
        .where(eq(syncs.id, syncId))
      await tellFollowers(tx, add, { ...run, status })
    })
    after({ held: 0 })
  },
})
