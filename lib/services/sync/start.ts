import { randomUUID } from 'node:crypto'
import { and, eq, inArray, sql } from 'drizzle-orm'
import { seenConnection } from '../../db/connections'
import type { Db, Opened } from '../../db/open'
import { syncs } from '../../db/schema'
import type { Graph } from '../../graph/client'
import { enqueue, withJobs } from '../../jobs/queue'
import { contentKind } from '../../model/connection/connection'
import { checkMapping } from '../../model/mapping/suggest'
import type { SyncCounts } from '../../model/sync/sync'
import { needNotDeleting } from '../../operations/deletions'
import { AppError } from '../../platform/errors'
import { snapshotOf } from '../../sources/snapshot'
import { getSource } from '../../sources/source'
import { ready } from '../../sync/ready'

export { saveSource } from '../../sources/source'

const none: SyncCounts = { read: 0, sent: 0, unchanged: 0, failed: 0 }

/** Begins a run of the connection's source. Returns the id to follow. */
export async function startSync(
  { opened, graph }: { opened: Opened; graph: Graph },
  { connectionId, startedBy }: { connectionId: string; startedBy: string },
): Promise<string> {
  const source = await getSource(opened.db, connectionId)
  if (!source) throw new AppError('invalid', 'Upload a file and map its columns first.', { field: 'file' })
  const { upload, mapping } = source
  const { schema, connection } = await ready(graph, connectionId)
  // Graph finds a connection without regard to case; its runs and its ledger are kept under one spelling.
  const { id } = connection
  const problem = checkMapping(mapping, upload.columns, schema, connection.contentCategory).find(
    ({ severity }) => severity === 'error',
  )
  if (problem) throw new AppError('invalid', problem.message, { field: problem.field })

  return await withJobs(opened, async (tx) => {
    // A deletion that starts at the same moment takes the same lock.
    await tx.execute(sql`select pg_advisory_xact_lock(hashtext(${`deletion of ${id}`}))`)
    await needNotDeleting(tx, id)
    await seenConnection(tx, { id, kind: contentKind(connection) })
    const [run] = await tx
      .insert(syncs)
      .values({
        id: randomUUID(),
        connectionId: id,
        ...snapshotOf(source),
        mapping,
        status: 'queued',
        counts: none,
        checkpointCounts: none,
        startedBy,
      })
      .onConflictDoNothing()
      .returning({ id: syncs.id })
    if (!run) throw new AppError('conflict', 'A sync of this connection is running already.')
    await enqueue(opened, 'sync', { syncId: run.id, connectionId: id }, { tx, singletonKey: run.id })
    return run.id
  })
}

/** Cancels a run. Its worker notices within a second or two. Items that Graph has accepted by then stay. */
export async function cancelSync(db: Db, syncId: string): Promise<void> {
  const cancelled = await db
    .update(syncs)
    .set({ status: 'cancelled', rate: 0, finishedAt: new Date() })
    .where(and(eq(syncs.id, syncId), inArray(syncs.status, ['queued', 'running'])))
    .returning({ id: syncs.id })
  if (cancelled.length === 0) throw new AppError('conflict', 'This sync is over already.')
}
