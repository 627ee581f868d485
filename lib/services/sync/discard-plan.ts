import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { syncs } from '../../db/schema'
import { AppError } from '../../platform/errors'
import { command } from '../command'
import { connectionOfSync } from './views'

/** Ends a run whose plan waits. What it has sent before stays. */
export const discardPlan = command({
  name: 'discardPlan',
  changes: 'console',
  permission: 'sync.run',
  input: z.object({ syncId: z.uuid() }),
  on: ({ syncId }, { db }) => connectionOfSync(db, syncId),
  async run({ db, before, after }, { syncId }) {
    const [discarded] = await db
      .update(syncs)
      .set({ status: 'cancelled', problem: null })
      .where(and(eq(syncs.id, syncId), eq(syncs.status, 'held'), eq(syncs.phase, 'plan')))
      .returning({ id: syncs.id })
    if (!discarded) throw new AppError('conflict', 'This plan does not wait for an approval any more.')
    before({ status: 'held' })
    after({ status: 'cancelled' })
  },
})
