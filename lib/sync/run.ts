import { and, eq, gt, inArray, sql } from 'drizzle-orm'
import type { Db, Opened } from '../db/open'
import { syncErrors, syncs } from '../db/schema'
import { AppError, type Problem } from '../errors'
import type { Graph } from '../graph/client'
import { log } from '../log'
import { problemOf } from './operations'
import { isTransient, type Plan } from './prepare'
import { RunEnded } from './progress'
import { pushRows } from './push'
import { enqueue, type Jobs, withJobs } from './queue'
import { ready } from './ready'
import { readUpload } from './uploads'

export interface RunDeps {
  opened: Opened
  /** Reads connection and schema. */
  graph: Graph
  /** Writes items and looks users up. */
  ingestion: Graph
  tenantId: string
  /** Aborted when the worker has to stop. */
  signal: AbortSignal
}

type Run = typeof syncs.$inferSelect

/** The worker stops and leaves the run for its successor. */
export class WorkerStopping extends Error {}

/** Runs a sync from where it stands to its end. Throws WorkerStopping when it is to be taken up again at once. */
export async function runSync(deps: RunDeps, { syncId, stalls = 0 }: Jobs['sync']): Promise<void> {
  const run = await begin(deps.opened.db, syncId)
  if (!run) return
  try {
    const plan = await planOf(deps, run)
    const rows = readUpload(deps.opened, run.uploadId)
    await pushRows({ ...deps, db: deps.opened.db, run, plan, rows, stalls })
    await end(deps.opened.db, run, 'succeeded', null)
  } catch (error) {
    if (error instanceof RunEnded) return
    if (deps.signal.aborted) return await leave(deps.opened.db, run)
    if (isTransient(error)) return await postpone(deps.opened, run, stalls, error)
    if (!(error instanceof AppError)) log().error({ err: error, syncId }, 'a sync ran into a bug')
    await end(deps.opened.db, run, 'failed', error instanceof AppError ? problemOf(error) : bug(syncId))
  }
}

const bug = (syncId: string): Problem => ({
  code: 'bug',
  message: `Something in the console went wrong. The log has the details under sync ${syncId}. Start the sync again to go on.`,
})

async function begin(db: Db, syncId: string): Promise<Run | undefined> {
  return await db.transaction(async (tx) => {
    const [run] = await tx
      .update(syncs)
      .set({
        status: 'running',
        attempt: sql`${syncs.attempt} + 1`,
        startedAt: sql`coalesce(${syncs.startedAt}, now())`,
        problem: null,
      })
      .where(and(eq(syncs.id, syncId), inArray(syncs.status, ['queued', 'running'])))
      .returning()
    if (!run) return undefined
    // Rows after the checkpoint are done again, and may end otherwise this time.
    await tx.delete(syncErrors).where(and(eq(syncErrors.syncId, syncId), gt(syncErrors.row, run.checkpoint)))
    return run
  })
}

async function planOf({ graph, tenantId }: RunDeps, run: Run): Promise<Plan> {
  const { connection, schema } = await ready(graph, run.connectionId)
  return {
    connectionId: run.connectionId,
    syncId: run.id,
    mapping: run.mapping,
    schema,
    contentCategory: connection.contentCategory,
    tenantId,
  }
}

const mine = (run: Run) =>
  and(eq(syncs.id, run.id), eq(syncs.attempt, run.attempt), eq(syncs.status, 'running'))

async function end(db: Db, run: Run, status: 'succeeded' | 'failed', problem: Problem | null) {
  await db.update(syncs).set({ status, problem, rate: 0, finishedAt: new Date() }).where(mine(run))
}

async function leave(db: Db, run: Run): Promise<never> {
  await db.update(syncs).set({ status: 'queued', rate: 0 }).where(mine(run))
  throw new WorkerStopping('The worker stops; the run goes on with the next.')
}

const stallsUntilGivenUp = 12

/** Graph is in trouble: the run waits and goes on, until it has not got further for about an hour. */
async function postpone(opened: Opened, run: Run, stalls: number, error: AppError) {
  await withJobs(opened, async (tx) => {
    const [now] = await tx.select().from(syncs).where(mine(run)).for('update')
    if (!now) return
    const stalled = now.checkpoint > run.checkpoint ? 0 : stalls + 1
    if (stalled >= stallsUntilGivenUp) return await end(tx, run, 'failed', problemOf(error))
    await tx
      .update(syncs)
      .set({ status: 'queued', rate: 0, problem: problemOf(error) })
      .where(mine(run))
    const data = { syncId: run.id, connectionId: run.connectionId, stalls: stalled }
    await enqueue(opened, 'sync', data, { tx, singletonKey: run.id, startAfterSeconds: waitSeconds(stalled) })
  })
}

const waitSeconds = (stalls: number) => Math.min(15 * 2 ** stalls, 300)
