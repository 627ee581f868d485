import { and, eq, isNull, ne } from 'drizzle-orm'
import type { Db } from '../../db/open'
import { syncs } from '../../db/schema'
import type { JobQueue } from '../../jobs/queue'
import type { RunPhase } from '../../model/sync/run-type'
import { AppError } from '../../platform/errors'

type Add = JobQueue['add']

/** Queues a held run again, unless another run of its connection is not over. */
export async function goOn(tx: Db, add: Add, syncId: string, phase: RunPhase): Promise<void> {
  const [run] = await tx
    .select()
    .from(syncs)
    .where(and(eq(syncs.id, syncId), eq(syncs.status, 'held')))
    .for('update')
  if (!run) throw new AppError('conflict', 'This sync does not wait for an approval any more.')
  const { connectionId } = run
  const live = await tx.$count(
    syncs,
    and(eq(syncs.connectionId, connectionId), ne(syncs.id, syncId), isNull(syncs.finishedAt)),
  )
  if (live > 0)
    throw new AppError(
      'conflict',
      'Another sync of this connection is running. Wait until it is over, then approve.',
    )
  await tx
    .update(syncs)
    .set({ status: 'queued', phase, problem: null, finishedAt: null })
    .where(eq(syncs.id, syncId))
  await add('sync', { syncId, connectionId }, { singletonKey: syncId })
}
