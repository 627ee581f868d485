import { randomUUID } from 'node:crypto'
import { and, eq, inArray } from 'drizzle-orm'
import { z } from 'zod'
import { syncs } from '../../db/schema'
import { workedStatuses } from '../../model/sync/status'
import { AppError } from '../../platform/errors'
import { command } from '../command'
import { connectionOfSync, getSyncView } from './views'

/** Stops a run where it is, until it is resumed: nothing more is sent, and its connection takes no other run. */
export const pauseSync = command({
  name: 'pauseSync',
  changes: 'console',
  permission: 'sync.run',
  input: z.object({ syncId: z.uuid() }),
  on: ({ syncId }, { db }) => connectionOfSync(db, syncId),
  async run({ db, before, after }, { syncId }) {
    const { status, counts, sourceKind } = await getSyncView(db, syncId)
    if (sourceKind === 'remote')
      throw new AppError(
        'conflict',
        'A connector elsewhere cannot be paused from here. Cancel its run instead.',
      )
    before({ status, counts })
    const paused = await db
      .update(syncs)
      .set({ status: 'paused', rate: 0, pacing: null })
      .where(and(eq(syncs.id, syncId), inArray(syncs.status, workedStatuses)))
      .returning({ id: syncs.id })
    if (paused.length === 0)
      throw new AppError('conflict', 'This sync is not running, so it cannot be paused.')
    after({ status: 'paused' })
  },
})

/** Goes on with a paused run where it was. */
export const resumeSync = command({
  name: 'resumeSync',
  changes: 'console',
  permission: 'sync.run',
  input: z.object({ syncId: z.uuid() }),
  on: ({ syncId }, { db }) => connectionOfSync(db, syncId),
  async run({ db, queue, before, after }, { syncId }) {
    const { status, counts } = await getSyncView(db, syncId)
    before({ status, counts })
    await queue.transaction(async (tx, add) => {
      const [run] = await tx
        .update(syncs)
        .set({ status: 'queued', problem: null })
        .where(and(eq(syncs.id, syncId), eq(syncs.status, 'paused')))
        .returning({ connectionId: syncs.connectionId })
      if (!run) throw new AppError('conflict', 'This sync is not paused, so it cannot be resumed.')
      // A key of its own: the job of a run that waited for Graph may still be there, and is due later.
      await add('sync', { syncId, ...run }, { singletonKey: randomUUID() })
    })
    after({ status: 'queued' })
  },
})
