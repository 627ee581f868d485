import { and, eq, gt, inArray, sql } from 'drizzle-orm'
import { lockConnection } from '../db/connections'
import { closePaidDebts, oweUntilRegistered } from '../db/debts'
import { forgetUnseen } from '../db/failing'
import type { Db } from '../db/open'
import { leases, syncErrors, syncs } from '../db/schema'
import type { JobQueue, Jobs } from '../jobs/queue'
import { numberText } from '../model/number-text'
import type { Problem } from '../model/problem'
import { endStatus, hasReadAll, isGood, isMoving, workedStatuses } from '../model/sync/status'
import type { SyncCounts } from '../model/sync/sync'
import { type AppError, asProblem } from '../platform/errors'
import { requeueSeconds } from '../platform/retry'
import { keepWatermark } from '../sources/keep-watermark'
import { tellFollowers } from './followers'
import { howFar } from './how-far'
import { askLease, Lease } from './lease'
import { countNotHeld, dropLost } from './ledger-end'

export type Run = typeof syncs.$inferSelect

/** The worker is being stopped. The run is back in the queue, and another worker claims it. */
class WorkerStopping extends Error {}

/** A run that this worker may work on, and the lease of its connection. */
export interface Claim {
  run: Run
  lease: Lease
}

/**
 * Claims a run: takes the lease of its connection, sets it to running and raises its fencing token (`attempt`), so that
 * a worker that claimed it before can no longer write to it. Undefined when the run is over or another worker has it;
 * `busy` while requests of an earlier run may still be in flight.
 */
export async function claim(db: Db, job: Jobs['sync']): Promise<Claim | 'busy' | undefined> {
  const { syncId, connectionId } = job
  const claimed = await db.transaction(async (tx) => {
    const [row] = await tx.select({ status: syncs.status }).from(syncs).where(eq(syncs.id, syncId))
    if (!row || !isMoving(row)) return undefined
    const asked = await askLease(tx, { connectionId, syncId })
    if (asked.kind === 'busy') {
      const inHand = asked.syncId === syncId && row.status === 'running'
      return inHand ? undefined : 'busy'
    }
    const died = asked.expired?.syncId === syncId
    const run = await begin(tx, syncId, died)
    if (run && !(died && (await setAside(tx, run)))) return { run, grant: asked.grant }
    await tx.delete(leases).where(eq(leases.token, asked.grant.token))
    return undefined
  })
  if (claimed === undefined || claimed === 'busy') return claimed
  return { run: claimed.run, lease: new Lease(db, claimed.grant) }
}

async function begin(tx: Db, syncId: string, died: boolean) {
  const worked = and(eq(syncs.id, syncId), inArray(syncs.status, workedStatuses))
  const [before] = await tx.select().from(syncs).where(worked).for('update')
  if (!before) return undefined
  const diedAt = howFar(before)
  const death = { deaths: before.diedAt === diedAt ? before.deaths + 1 : 1, diedAt }
  const [run] = await tx
    .update(syncs)
    .set({
      status: 'running',
      attempt: before.attempt + 1,
      startedAt: sql`coalesce(${syncs.startedAt}, now())`,
      problem: null,
      // The last of what the worker before has written may be from after it was paused.
      pacing: null,
      ...(died ? death : {}),
    })
    .where(worked)
    .returning()
  if (!run) return undefined
  // Rows after the checkpoint are sent again, so their errors of the last try no longer count.
  await tx.delete(syncErrors).where(and(eq(syncErrors.syncId, run.id), gt(syncErrors.row, run.checkpoint)))
  return run
}

const mostDeaths = 2

/** Fails a run with which two workers in a row died: a third one would probably die too. */
async function setAside(tx: Db, run: Run) {
  if (run.deaths < mostDeaths) return false
  const [place, look] =
    run.phase === 'finalize'
      ? ['while it deleted what the source does not hold any more', 'Look']
      : [`after row ${numberText(run.checkpoint)} of the source`, 'Look at the rows after it and']
  const message = `The worker died ${mostDeaths} times in a row ${place}, so the sync was set aside. What Graph has accepted stays. ${look} at the memory of the worker, then start again.`
  await breakOff(tx, run, 'failed', { code: 'bug', message })
  return true
}

/** The run, as long as this claim on it holds: nobody has cancelled it or claimed it again. */
export const claimed = (run: Run) =>
  and(eq(syncs.id, run.id), eq(syncs.attempt, run.attempt), eq(syncs.status, 'running'))

interface Completion {
  /** It has read its whole source, so it tells what is not there. */
  readAll: boolean
  /** What Graph refused to delete, and why. */
  notDeleted?: Problem | null
}

/** Ends a run that has sent what it had to. */
export const complete = (queue: JobQueue, run: Run, completion: Completion) =>
  queue.transaction(async (tx, add) => {
    const status = await completeIn(tx, run, completion)
    if (status) await tellFollowers(tx, add, { ...run, status })
  })

const completeIn = (db: Db, run: Run, { readAll, notDeleted }: Completion) =>
  end(db, run, async (tx, counts) => {
    const sent = run.changes.held > 0 ? 'held' : endStatus(counts)
    const status = sent === 'succeeded' && notDeleted ? 'with-errors' : sent
    // Graph does not have them, and neither has the source: nothing is left of them.
    if (readAll && hasReadAll({ status })) await dropLost(tx, run.connectionId)
    if (readAll) await forgetUnseen(tx, { connectionId: run.connectionId, syncId: run.id })
    const problem = status === 'failed' ? noneSent(counts) : (notDeleted ?? null)
    // With rows that failed, the next run asks for them again.
    if (isGood({ status: sent }) || sent === 'held') await keepWatermark(tx, run)
    return { status, problem, notHeld: readAll ? await countNotHeld(tx, run, counts) : null }
  })

const noneSent = ({ failed }: SyncCounts): Problem => ({
  code: 'invalid',
  message: `Not one of ${numberText(failed)} rows could be sent. The causes are listed below.`,
})

/** Ends a run before the end of its source. */
export const breakOff = (db: Db, run: Run, status: 'stopped' | 'failed', problem: Problem) =>
  end(db, run, async (_tx, counts) => {
    // Rows that were read and have no outcome are not counted: the next run sends them.
    const read = counts.sent + counts.unchanged + counts.failed
    return { status, problem, counts: { ...counts, read } }
  })

type End = Pick<typeof syncs.$inferInsert, 'problem' | 'notHeld' | 'counts'>

/** Ends the run, and the debts of its connection of which nothing is left. Null when another one has the run. */
const end = (
  db: Db,
  run: Run,
  how: (tx: Db, counts: SyncCounts) => Promise<Partial<End> & Pick<Run, 'status'>>,
) =>
  db.transaction(async (tx) => {
    await lockConnection(tx, run.connectionId)
    const [last] = await tx.select({ counts: syncs.counts }).from(syncs).where(claimed(run)).for('update')
    if (!last) return null
    const ending = await how(tx, last.counts)
    await tx
      .update(syncs)
      .set({ ...ending, rate: 0, pacing: null, finishedAt: new Date() })
      .where(eq(syncs.id, run.id))
    await closePaidDebts(tx, run.connectionId)
    return ending.status
  })

/** Notes that Graph drops what the run sends, which is owed until the connection is registered. */
export const noteUnregistered = (db: Db, run: Run) =>
  db.transaction(async (tx) => {
    await lockConnection(tx, run.connectionId)
    const [noted] = await tx
      .update(syncs)
      .set({ unregistered: true })
      .where(claimed(run))
      .returning({ id: syncs.id })
    if (noted) await oweUntilRegistered(tx, run.connectionId)
  })

/** Puts the run back into the queue, because this worker is being stopped. */
export async function requeue(db: Db, run: Run): Promise<never> {
  await db.update(syncs).set({ status: 'queued', rate: 0, pacing: null }).where(claimed(run))
  throw new WorkerStopping('The worker is being stopped. Another worker continues the run.')
}

const stallsUntilGivenUp = 12

interface Stalled {
  /** How often in a row it was interrupted without getting on. */
  stalls: number
  /** How far it was when this worker claimed it. */
  began: number
}

/** Requeues the run with a delay while Graph or the database is in trouble, not before the time that Graph asked for. Fails it after about an hour without progress. */
export async function postpone(
  queue: JobQueue,
  run: Run,
  { stalls, began }: Stalled,
  error: AppError,
  heldMs = 0,
) {
  await queue.transaction(async (tx, add) => {
    const [now] = await tx.select().from(syncs).where(claimed(run)).for('update')
    if (!now) return
    const stalled = howFar(now) > began ? 0 : stalls + 1
    if (stalled >= stallsUntilGivenUp) return await breakOff(tx, run, 'failed', asProblem(error))
    await tx
      .update(syncs)
      .set({ status: 'queued', rate: 0, pacing: null, problem: asProblem(error) })
      .where(claimed(run))
    const data = { syncId: run.id, connectionId: run.connectionId, stalls: stalled }
    const startAfterSeconds = Math.max(requeueSeconds(stalled, error), Math.ceil(heldMs / 1000))
    await add('sync', data, { singletonKey: run.id, startAfterSeconds })
  })
}
