import { and, eq, inArray } from 'drizzle-orm'
import { z } from 'zod'
import { syncs } from '../../db/schema'
import { liveStatuses } from '../../model/sync/status'
import { AppError } from '../../platform/errors'
import { command } from '../command'
import { connectionOfSync, getSyncView } from './views'

/** Ends a run. Its worker notices within a second or two; what Graph has accepted by then stays. */
export const cancelSync = command({
  name: 'cancelSync',
  changes: 'console',
  permission: 'sync.run',
  input: z.object({ syncId: z.uuid() }),
  on: ({ syncId }, { db }) => connectionOfSync(db, syncId),
  async run({ db, clock, before, after }, { syncId }) {
    const { status, counts } = await getSyncView(db, syncId)
    before({ status, counts })
    const cancelled = await db
      .update(syncs)
      .set({ status: 'cancelled', rate: 0, pacing: null, finishedAt: clock() })
      .where(and(eq(syncs.id, syncId), inArray(syncs.status, liveStatuses)))
      .returning({ id: syncs.id })
    if (cancelled.length === 0) throw new AppError('conflict', 'This sync is over already.')
    after({ status: 'cancelled' })
  },
})
