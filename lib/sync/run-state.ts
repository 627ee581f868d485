import { and, eq, gt, inArray, isNotNull, ne, sql } from 'drizzle-orm'
import type { Db, Opened } from '../db/open'
import { syncErrors, syncs } from '../db/schema'
import { enqueue, type Jobs, withJobs } from '../jobs/queue'
import type { Problem } from '../model/problem'
import { type AppError, asProblem } from '../platform/errors'
import { requeueSeconds } from '../platform/retry'

export type Run = typeof syncs.$inferSelect

/** The worker stops and leaves the run for its successor. */
export class WorkerStopping extends Error {}

/** Takes the run up. Undefined when there is nothing to do (any more), or nothing yet. */
export async function begin(opened: Opened, job: Jobs['sync']): Promise<Run | undefined> {
  return await withJobs(opened, async (tx) => {
    if (await stillSending(tx, job)) {
      await enqueue(opened, 'sync', job, { tx, singletonKey: job.syncId, startAfterSeconds: 1 })
      return undefined
    }
    const [run] = await tx
      .update(syncs)
      .set({
        status: 'running',
        attempt: sql`${syncs.attempt} + 1`,
        startedAt: sql`coalesce(${syncs.startedAt}, now())`,
        problem: null,
      })
      .where(and(eq(syncs.id, job.syncId), inArray(syncs.status, ['queued', 'running'])))
      .returning()
    if (!run) return undefined
    // Rows after the checkpoint are done again, and may end otherwise this time.
    await tx.delete(syncErrors).where(and(eq(syncErrors.syncId, run.id), gt(syncErrors.row, run.checkpoint)))
    return run
  })
}

/**
 * The worker of a run that was cancelled a moment ago notices within a second, and what it has in flight ends
 * within five more. Before that a new run would race it: an old item could arrive after the new one.
 */
async function stillSending(tx: Db, { syncId, connectionId }: Jobs['sync']) {
  const [other] = await tx
    .select({ id: syncs.id })
    .from(syncs)
    .where(
      and(
        eq(syncs.connectionId, connectionId),
        ne(syncs.id, syncId),
        eq(syncs.status, 'cancelled'),
        gt(syncs.attempt, 0),
        isNotNull(syncs.startedAt),
        gt(syncs.finishedAt, sql`now() - interval '10 seconds'`),
      ),
    )
    .limit(1)
  return other !== undefined
}

/** Says that nothing of a cancelled run is in flight any more: nobody works on attempt 0. */
export const letGo = (db: Db, run: Run) =>
  db
    .update(syncs)
    .set({ attempt: 0 })
    .where(and(eq(syncs.id, run.id), eq(syncs.attempt, run.attempt), eq(syncs.status, 'cancelled')))

const mine = (run: Run) =>
  and(eq(syncs.id, run.id), eq(syncs.attempt, run.attempt), eq(syncs.status, 'running'))

export async function end(db: Db, run: Run, status: 'succeeded' | 'failed', problem: Problem | null) {
  await db.update(syncs).set({ status, problem, rate: 0, finishedAt: new Date() }).where(mine(run))
}

export async function leave(db: Db, run: Run): Promise<never> {
  await db.update(syncs).set({ status: 'queued', rate: 0 }).where(mine(run))
  throw new WorkerStopping('The worker stops; the run goes on with the next.')
}

const stallsUntilGivenUp = 12

/** Graph is in trouble: the run waits and goes on, until it has not got further for about an hour. */
export async function postpone(opened: Opened, run: Run, stalls: number, error: AppError) {
  await withJobs(opened, async (tx) => {
    const [now] = await tx.select().from(syncs).where(mine(run)).for('update')
    if (!now) return
    const stalled = now.checkpoint > run.checkpoint ? 0 : stalls + 1
    if (stalled >= stallsUntilGivenUp) return await end(tx, run, 'failed', asProblem(error))
    await tx
      .update(syncs)
      .set({ status: 'queued', rate: 0, problem: asProblem(error) })
      .where(mine(run))
    const data = { syncId: run.id, connectionId: run.connectionId, stalls: stalled }
    await enqueue(opened, 'sync', data, {
      tx,
      singletonKey: run.id,
      startAfterSeconds: requeueSeconds(stalled),
    })
  })
}
