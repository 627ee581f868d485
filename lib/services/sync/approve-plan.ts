import { and, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { need } from '../../access/can'
import { approvals, plans, syncs } from '../../db/schema'
import { needNoDeletion } from '../../operations/deletions'
import { AppError } from '../../platform/errors'
import { command } from '../command'
import { goOn } from './go-on'
import { connectionOfSync } from './views'

/** Lets a run do what its plan says. The approval counts for exactly the plan that the admin has seen. */
export const approvePlan = command({
  name: 'approvePlan',
  changes: 'console',
  permission: 'sync.run',
  input: z.object({ syncId: z.uuid(), hash: z.string().max(100) }),
  on: ({ syncId }, { db }) => connectionOfSync(db, syncId),
  async run({ actor, db, queue, before, after }, { syncId, hash }) {
    const connectionId = await connectionOfSync(db, syncId)
    await queue.transaction(async (tx, add) => {
      // First of all, in the order of a run that begins at the same moment.
      await needNoDeletion(tx, connectionId)
      const [held] = await tx
        .select({
          plan: plans.plan,
          current: sql<boolean>`${plans.expiresAt} > now()`,
          expiresAt: plans.expiresAt,
        })
        .from(plans)
        .innerJoin(syncs, eq(syncs.id, plans.syncId))
        .where(and(eq(plans.syncId, syncId), eq(syncs.status, 'held'), eq(syncs.phase, 'plan')))
        .for('update')
      if (!held) throw new AppError('conflict', 'This plan does not wait for an approval any more.')
      if (held.plan.hash !== hash)
        throw new AppError('conflict', 'The plan is another one by now. Look at it again, then approve.')
      if (!held.current)
        throw new AppError('conflict', 'The plan has expired. Start a new run, which makes a new one.')
      if (held.plan.access?.held) need(actor, 'sync.approveAccess', { connectionId })
      before({ counts: held.plan.counts, access: held.plan.access, hash })
      const approval = { approvedBy: actor.username, approvedAt: sql`now()`, expiresAt: held.expiresAt }
      await tx
        .insert(approvals)
        .values({ syncId, what: 'plan', hash, ...approval })
        // The same plan may have been approved before, and that have expired while the run was paused.
        .onConflictDoUpdate({ target: [approvals.syncId, approvals.what, approvals.hash], set: approval })
      await goOn(tx, add, syncId, 'push')
    })
    after({ approved: hash })
  },
})
