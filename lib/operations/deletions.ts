import { randomUUID } from 'node:crypto'
import { and, desc, eq, inArray, sql } from 'drizzle-orm'
import type { Db } from '../db/open'
import { connections, operations, syncs } from '../db/schema'
import type { Graph } from '../graph/client'
import { deleteConnection, findConnection, getConnection } from '../graph/connections'
import { deleteProfileSource, removeFromPriority } from '../graph/profile-sources'
import { contentKind } from '../model/connection/connection'
import type { DeletionStep } from '../model/operation'
import type { Problem } from '../model/problem'
import { liveStatuses } from '../model/sync/status'
import { AppError, asProblem } from '../platform/errors'
import { isTransient, requeueSeconds } from '../platform/retry'
import { findRow, type OperationRow, pollAfterSeconds, type WatchDeps } from './operations'
import { givenUpMs } from './outcome'

type StepName = DeletionStep['name']

/**
 * A source that outlives its connection, or an entry that outlives its source, cannot be fixed
 * (docs/graph-contract.md#people-removal-order).
 */
const order: Record<'people' | 'content', StepName[]> = {
  people: ['priority', 'profileSource', 'connection', 'gone'],
  content: ['connection', 'gone'],
}

/** Starts the deletion of a connection. Returns the id to follow it by, also when a deletion was running already. */
export async function startDeletion(
  { queue, configuration }: Pick<WatchDeps, 'queue' | 'configuration'>,
  { connectionId, startedBy }: { connectionId: string; startedBy: string },
) {
  const connection = await getConnection(configuration, connectionId)
  const steps = order[contentKind(connection)].map((name): DeletionStep => ({ name, state: 'waiting' }))
  return queue.transaction(async (tx, add) => {
    await lockDeletion(tx, connection.id)
    const live = await liveDeletion(tx, connection.id)
    if (live) return live.id
    await needNoSync(tx, connection.id)
    const id = randomUUID()
    await tx
      .insert(operations)
      .values({ id, connectionId: connection.id, kind: 'delete', status: 'inprogress', steps, startedBy })
    await add('delete-connection', { operationId: id })
    return id
  })
}

/** Retries a deletion that failed, from the step that failed. */
export async function retryDeletion({ queue }: Pick<WatchDeps, 'queue'>, id: string) {
  await queue.transaction(async (tx, add) => {
    const again = await tx
      .update(operations)
      .set({ status: 'inprogress', problem: null, startedAt: new Date(), finishedAt: null })
      .where(and(eq(operations.id, id), eq(operations.kind, 'delete'), eq(operations.status, 'failed')))
      .returning({ id: operations.id })
    if (again.length === 0)
      throw new AppError('conflict', 'This deletion has not failed, so there is nothing to retry.')
    await add('delete-connection', { operationId: id })
  })
}

/** The same for what begins in this transaction: a deletion that starts at the same moment takes the same lock. */
export async function needNoDeletion(tx: Db, connectionId: string) {
  await lockDeletion(tx, connectionId)
  await needNotDeleting(tx, connectionId)
}

const lockDeletion = (tx: Db, connectionId: string) =>
  tx.execute(sql`select pg_advisory_xact_lock(hashtext(${`deletion of ${connectionId}`}))`)

/** Refuses what must not run during a deletion: creating the same id, a schema, a sync. */
export async function needNotDeleting(db: Db, connectionId: string) {
  if (!(await liveDeletion(db, connectionId))) return
  throw new AppError('conflict', `"${connectionId}" is being deleted. Wait until it is gone.`, {
    field: 'id',
  })
}

async function liveDeletion(db: Db, connectionId: string) {
  const [row] = await db
    .select({ id: operations.id })
    .from(operations)
    .where(
      and(
        eq(operations.connectionId, connectionId),
        eq(operations.kind, 'delete'),
        eq(operations.status, 'inprogress'),
      ),
    )
    .orderBy(desc(operations.startedAt))
  return row
}

async function needNoSync(db: Db, connectionId: string) {
  const live = await db
    .select({ id: syncs.id })
    .from(syncs)
    .where(and(eq(syncs.connectionId, connectionId), inArray(syncs.status, liveStatuses)))
  if (live.length > 0) {
    throw new AppError(
      'conflict',
      'A sync of this connection is running. Cancel it, then delete the connection.',
    )
  }
}

const troubleMs = 30 * 60_000

/** Does the remaining steps. Each step can be repeated safely, so another worker can continue after a crash. */
export async function runDeletion({ db, queue, configuration }: WatchDeps, id: string) {
  const row = await findRow(db, id)
  if (row?.kind !== 'delete' || row.status !== 'inprogress') return
  const ageMs = Date.now() - row.startedAt.getTime()
  const again = (startAfterSeconds: number) =>
    queue.add('delete-connection', { operationId: id }, { startAfterSeconds })
  try {
    for (const { name } of row.steps?.filter(({ state }) => state !== 'done') ?? []) {
      await setStep(db, row, name, 'doing')
      const isDone = await takeStep(configuration, row.connectionId, name)
      if (!isDone && ageMs > givenUpMs) return await fail(db, row, stillThere)
      if (!isDone) return await again(pollAfterSeconds(ageMs))
      await setStep(db, row, name, 'done')
    }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    if (!isTransient(error) || ageMs > troubleMs) return await fail(db, row, asProblem(error))
    await db
      .update(operations)
      .set({ problem: asProblem(error) })
      .where(eq(operations.id, id))
    return await again(requeueSeconds(1, error))
  }
  await complete(db, row)
}

const stillThere: Problem = {
  code: 'unavailable',
  message: 'Graph accepted the deletion a day ago, but the connection is still there. Retry the deletion.',
}

/** Answers whether the step is done; only the wait for Graph's own deletion is not done at once. */
async function takeStep(configuration: Graph, connectionId: string, name: StepName) {
  if (name === 'priority') await removeFromPriority(configuration, connectionId)
  if (name === 'profileSource') await deleteProfileSource(configuration, connectionId)
  if (name === 'connection') await deleteConnection(configuration, connectionId)
  return name !== 'gone' || (await findConnection(configuration, connectionId)) === null
}

async function setStep(db: Db, row: OperationRow, name: StepName, state: DeletionStep['state']) {
  row.steps = row.steps?.map((step) => (step.name === name ? { name, state } : step)) ?? null
  await db
    .update(operations)
    .set({ steps: row.steps, problem: null, polledAt: new Date() })
    .where(eq(operations.id, row.id))
}

const fail = async (db: Db, row: OperationRow, problem: Problem) => {
  await db
    .update(operations)
    .set({ status: 'failed', problem, finishedAt: new Date() })
    .where(eq(operations.id, row.id))
}

const complete = (db: Db, { id, connectionId }: OperationRow) =>
  db.transaction(async (tx) => {
    await forgetConnection(tx, connectionId)
    await tx
      .update(operations)
      .set({ status: 'completed', problem: null, finishedAt: new Date() })
      .where(eq(operations.id, id))
  })

/**
 * Deletes the draft, files, runs, ledger and grants, so that a new connection with the same id starts without
 * them.
 */
export async function forgetConnection(tx: Db, connectionId: string) {
  await tx.delete(connections).where(eq(connections.id, connectionId))
}
