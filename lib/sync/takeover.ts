import { and, eq, isNotNull, notExists } from 'drizzle-orm'
import type { Db } from '../db/open'
import { leases, remoteRuns, syncs } from '../db/schema'
import type { JobQueue } from '../jobs/queue'
import { unheldCommands } from './commands/take'
import { isOver, sightOf } from './lease-sight'

/**
 * Requeues the runs whose worker is gone: they are running, and nobody extends the lease of their connection. Commands
 * that nobody does, too.
 */
export async function requeueOrphans({ db, queue }: { db: Db; queue: JobQueue }): Promise<void> {
  const running = await db
    .select({ syncId: syncs.id, connectionId: syncs.connectionId, lease: sightOf })
    .from(syncs)
    .leftJoin(leases, eq(leases.connectionId, syncs.connectionId))
    .where(
      and(
        eq(syncs.status, 'running'),
        // A connector elsewhere works on it: no worker is missing.
        notExists(
          db
            .select()
            .from(remoteRuns)
            .where(and(eq(remoteRuns.syncId, syncs.id), isNotNull(remoteRuns.acceptedAt))),
        ),
      ),
    )
  for (const { lease, ...job } of running)
    if (isOver(lease)) await queue.add('sync', job, { singletonKey: job.syncId })
  for (const connectionId of await unheldCommands(db)) await queue.add('command', { connectionId })
}
