import { randomUUID } from 'node:crypto'
import { and, eq, inArray, ne } from 'drizzle-orm'
import { seenConnection } from '../../db/connections'
import type { Db } from '../../db/open'
import { deletions, syncs } from '../../db/schema'
import { contentKind, type ExternalConnection } from '../../model/connection/connection'
import type { RunType } from '../../model/sync/run-type'
import type { SyncCounts } from '../../model/sync/sync'
import { needNoDeletion } from '../../operations/deletions'
import { AppError } from '../../platform/errors'
import type { Context } from '../context'

const none: SyncCounts = { read: 0, sent: 0, unchanged: 0, failed: 0 }

type NewRun = Omit<
  typeof syncs.$inferInsert,
  'id' | 'connectionId' | 'status' | 'counts' | 'checkpointCounts' | 'startedBy' | 'requestId'
>

/** Writes a run and its job, unless the connection has a run that is not over. */
export async function beginRun(
  { actor, blobs, queue, requestId }: Pick<Context, 'actor' | 'blobs' | 'queue' | 'requestId'>,
  connection: ExternalConnection,
  run: NewRun,
  /** Part of the same transaction. */
  also: (tx: Db, syncId: string) => unknown,
): Promise<string> {
  // Graph finds a connection without regard to case; its runs and its ledger are kept under one spelling.
  const { id: connectionId } = connection
  await blobs.needDisk()
  return await queue.transaction(async (tx, add) => {
    await needNoDeletion(tx, connectionId)
    await seenConnection(tx, { id: connectionId, kind: contentKind(connection) })
    const [begun] = await tx
      .insert(syncs)
      .values({
        ...run,
        id: randomUUID(),
        connectionId,
        status: 'queued',
        counts: none,
        checkpointCounts: none,
        startedBy: actor.username,
        requestId,
      })
      .onConflictDoNothing()
      .returning({ id: syncs.id, type: syncs.type })
    if (!begun) throw new AppError('conflict', 'A sync of this connection is running already.')
    // A check only reads, so what waits is not out of date by it.
    if (begun.type !== 'reconcile') await replaceHeld(tx, connectionId, begun.type)
    await add('sync', { syncId: begun.id, connectionId }, { singletonKey: begun.id })
    await also(tx, begun.id)
    return begun.id
  })
}

const readsAll: readonly RunType[] = ['full', 'purge', 'groups']

/**
 * A new run makes plans that wait out of date; one that reads everything also finds anew what is to be deleted. Items and
 * groups have nothing to do with each other.
 */
async function replaceHeld(tx: Db, connectionId: string, type: RunType) {
  const replaced = await tx
    .update(syncs)
    .set({
      status: 'cancelled',
      heldHash: null,
      problem: { code: 'conflict', message: 'A newer run has taken the place of what waited here.' },
    })
    .where(
      and(
        eq(syncs.connectionId, connectionId),
        eq(syncs.status, 'held'),
        type === 'groups' ? eq(syncs.type, 'groups') : ne(syncs.type, 'groups'),
        readsAll.includes(type) ? undefined : eq(syncs.phase, 'plan'),
      ),
    )
    .returning({ id: syncs.id })
  const ids = replaced.map(({ id }) => id)
  if (ids.length === 0) return
  await tx
    .update(deletions)
    .set({ state: 'kept' })
    .where(and(inArray(deletions.syncId, ids), eq(deletions.state, 'held')))
}
