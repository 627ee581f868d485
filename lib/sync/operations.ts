import { randomUUID } from 'node:crypto'
import { and, desc, eq } from 'drizzle-orm'
import type { Db, Opened } from '../db/open'
import { operations } from '../db/schema'
import { AppError, type Problem } from '../errors'
import type { Graph } from '../graph/client'
import { findConnection } from '../graph/connections'
import { type AskedOperation, getOperation } from '../graph/schema'
import type { WatchedOperation } from '../model/operation'
import { enqueue, queue } from './queue'

export interface WatchDeps {
  opened: Opened
  graph: Graph
}

export interface ToWatch {
  connectionId: string
  graphOperationId: string
  startedBy: string
}

/** Writes down an operation that Graph told only once, together with the job that follows it to its end. */
export async function watchOperation(opened: Opened, { connectionId, graphOperationId, startedBy }: ToWatch) {
  const id = randomUUID()
  await queue(opened)
  await opened.db.transaction(async (tx) => {
    await tx
      .insert(operations)
      .values({ id, connectionId, graphOperationId, startedBy, kind: 'schema', status: 'inprogress' })
    await enqueue(
      opened,
      'watch-operation',
      { operationId: id },
      { tx, startAfterSeconds: pollAfterSeconds(0) },
    )
  })
  return id
}

/** Asks Graph once how far the operation is, and plans the next time as long as it is not over. */
export async function pollOperation({ opened, graph }: WatchDeps, id: string) {
  const row = await findRow(opened.db, id)
  if (!row?.graphOperationId || row.status !== 'inprogress') return
  const { connectionId, graphOperationId } = row
  const ageMs = Date.now() - row.startedAt.getTime()
  const outcome = await ask(graph, { connectionId, graphOperationId }, ageMs)
  const over = outcome.status !== 'inprogress'
  await opened.db
    .update(operations)
    .set({ ...outcome, polledAt: new Date(), finishedAt: over ? new Date() : null })
    .where(and(eq(operations.id, id), eq(operations.status, 'inprogress')))
  if (over) return
  await enqueue(
    opened,
    'watch-operation',
    { operationId: id },
    { startAfterSeconds: pollAfterSeconds(ageMs) },
  )
}

/**
 * Seconds until the next look at something that began `ageMs` ago. Quick at first for what is quickly done,
 * then the pace of CONTRACT 6; past the usual half hour every five minutes, for nothing is lost by looking.
 */
export function pollAfterSeconds(ageMs: number) {
  const pace: [untilSeconds: number, everySeconds: number][] = [
    [12, 2],
    [30, 6],
    [120, 15],
    [1800, 30],
  ]
  return pace.find(([until]) => ageMs < until * 1000)?.[1] ?? 300
}

/** Nothing of Graph's runs that long: what has not ended by then has been forgotten. */
export const givenUpMs = 24 * 3600_000

interface Outcome {
  status: 'inprogress' | 'completed' | 'failed'
  problem: Problem | null
}

const running: Outcome = { status: 'inprogress', problem: null }
const done: Outcome = { status: 'completed', problem: null }
const failed = (problem: Problem): Outcome => ({ status: 'failed', problem })

/** Trouble on the way says nothing about the operation: it is shown, and the next look may clear it. */
async function ask(graph: Graph, row: Asked, ageMs: number): Promise<Outcome> {
  const outcome = await look(graph, row, ageMs).catch((error: unknown): Outcome => {
    if (error instanceof AppError) return { status: 'inprogress', problem: problemOf(error) }
    throw error
  })
  if (outcome.status !== 'inprogress' || ageMs < givenUpMs) return outcome
  return failed(outcome.problem ?? neverEnded)
}

interface Asked {
  connectionId: string
  graphOperationId: string
}

const neverEnded: Problem = {
  code: 'unavailable',
  message: 'Graph has not finished within a day. Submit the schema again.',
}

async function look(
  graph: Graph,
  { connectionId, graphOperationId }: Asked,
  ageMs: number,
): Promise<Outcome> {
  try {
    const operation = await getOperation(graph, connectionId, graphOperationId)
    if (operation.status === 'completed') return done
    return operation.status === 'failed' ? failed(refusal(operation)) : running
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'not-found') throw error
    return await lookAtState(graph, connectionId, ageMs)
  }
}

function refusal({ error, requestId }: AskedOperation): Problem {
  const said = error?.message ?? error?.code
  const message = said
    ? `Graph did not register the schema. Graph says: ${said}`
    : 'Graph did not register the schema.'
  return { code: 'invalid', message, graphRequestId: requestId }
}

/** How long Graph keeps operations is unpublished, so for one it does not know the connection speaks. */
async function lookAtState(graph: Graph, connectionId: string, ageMs: number): Promise<Outcome> {
  const connection = await findConnection(graph, connectionId)
  if (!connection) return failed({ code: 'not-found', message: 'The connection has been deleted meanwhile.' })
  if (ageMs < 120_000) return running
  if (connection.state !== 'draft') return done
  const message =
    'Graph no longer knows this operation, and the connection is still a draft. Submit the schema again.'
  return failed({ code: 'not-found', message })
}

export const problemOf = ({ code, message, field, graphRequestId }: AppError): Problem => ({
  code,
  message,
  field,
  graphRequestId,
})

export type OperationRow = typeof operations.$inferSelect

export async function findRow(db: Db, id: string): Promise<OperationRow | undefined> {
  const [row] = await db.select().from(operations).where(eq(operations.id, id))
  return row
}

/** The operations of a connection, latest first. */
export async function listOperations(db: Db, connectionId: string): Promise<WatchedOperation[]> {
  const rows = await db
    .select()
    .from(operations)
    .where(eq(operations.connectionId, connectionId))
    .orderBy(desc(operations.startedAt))
  return rows.map(toView)
}

/** Everything under way in the tenant, latest first. */
export async function liveOperations(db: Db): Promise<WatchedOperation[]> {
  const rows = await db
    .select()
    .from(operations)
    .where(eq(operations.status, 'inprogress'))
    .orderBy(desc(operations.startedAt))
  return rows.map(toView)
}

export async function getWatchedOperation(db: Db, id: string): Promise<WatchedOperation> {
  const row = isUuid(id) ? await findRow(db, id) : undefined
  if (!row) throw new AppError('not-found', 'The console does not know this operation.')
  return toView(row)
}

const isUuid = (id: string) => /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(id)

const toView = (row: OperationRow): WatchedOperation => ({
  id: row.id,
  connectionId: row.connectionId,
  kind: row.kind,
  status: row.status,
  steps: row.steps,
  problem: row.problem,
  startedBy: row.startedBy,
  startedAt: row.startedAt.toISOString(),
  finishedAt: row.finishedAt?.toISOString() ?? null,
})
