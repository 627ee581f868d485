import { randomUUID } from 'node:crypto'
import { and, desc, eq } from 'drizzle-orm'
import { ensureParent } from '../db/connections'
import type { Db } from '../db/open'
import { operations } from '../db/schema'
import { registeredSchemaSeen } from '../db/seen-schema'
import type { Graph } from '../graph/client'
import { getSchema } from '../graph/schema'
import type { JobQueue } from '../jobs/queue'
import type { WatchedOperation } from '../model/operation'
import { AppError } from '../platform/errors'
import { untilRetry } from '../platform/retry'
import { ask } from './outcome'

export interface WatchDeps {
  db: Db
  queue: JobQueue
  /** As the configuration app. */
  configuration: Graph
}

export interface ToWatch {
  connectionId: string
  /** Null until Graph has answered with it. */
  graphOperationId: string | null
  /** Whether it is the connection's first schema. */
  first?: boolean
  /** The properties whose change needs the items again once it is registered. */
  reingest?: string[]
  startedBy: string
}

/** Stores an operation together with the job that follows it to its end. Graph tells the operation's id only once. */
export async function watchOperation({ queue }: Pick<WatchDeps, 'queue'>, toWatch: ToWatch) {
  const id = randomUUID()
  await queue.transaction(async (tx, add) => {
    await ensureParent(tx, toWatch.connectionId)
    await tx.insert(operations).values({ ...toWatch, id, kind: 'schema', status: 'inprogress' })
    await add('watch-operation', { operationId: id }, { startAfterSeconds: pollAfterSeconds(0) })
  })
  return id
}

/** Records the operation's id that Graph answered with. */
export const adoptOperation = (db: Db, id: string, graphOperationId: string) =>
  db.update(operations).set({ graphOperationId }).where(eq(operations.id, id))

/** Graph refused the request, so there is nothing to follow. */
export const dropOperation = (db: Db, id: string) => db.delete(operations).where(eq(operations.id, id))

/** Asks Graph once how far the operation is, and plans the next time as long as it is not over. */
export async function pollOperation({ db, queue, configuration }: WatchDeps, id: string) {
  const row = await findRow(db, id)
  if (row?.kind !== 'schema' || row.status !== 'inprogress') return
  const ageMs = Date.now() - row.startedAt.getTime()
  const outcome = await ask({ db, configuration }, row, ageMs)
  const over = outcome.status !== 'inprogress'
  const answered = outcome.status === 'completed' ? await readNow(configuration, row.connectionId) : null
  await db.transaction(async (tx) => {
    const [noted] = await tx
      .update(operations)
      .set({ ...outcome, polledAt: new Date(), finishedAt: over ? new Date() : null })
      .where(and(eq(operations.id, id), eq(operations.status, 'inprogress')))
      .returning({ status: operations.status })
    if (noted?.status !== 'completed') return
    await registeredSchemaSeen(tx, row.connectionId, { answered, reingest: row.reingest })
  })
  if (over) return
  const startAfterSeconds = Math.max(
    pollAfterSeconds(ageMs),
    Math.ceil(untilRetry(outcome.problem ?? {}) / 1000),
  )
  await queue.add('watch-operation', { operationId: id }, { startAfterSeconds })
}

/** The schema that Graph has now; undefined when it does not answer. */
const readNow = (configuration: Graph, connectionId: string) =>
  getSchema(configuration, connectionId).catch((error: unknown) => {
    if (error instanceof AppError) return undefined
    throw error
  })

/**
 * Seconds until the next look at something that began `ageMs` ago. Short at first, because
 * some operations end quickly, then as in docs/graph-contract.md#operation-polling, and five minutes after the
 * usual half hour.
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
