import { setTimeout as sleep } from 'node:timers/promises'
import type { Blobs } from '../blobs/blobs'
import { refreshLedgerStatistics } from '../db/ledger-statistics'
import { isDatabaseTrouble } from '../db/trouble'
import type { JobQueue, Jobs } from '../jobs/queue'
import { diskFull, isDiskFull } from '../platform/disk'
import type { Env } from '../platform/env'
import { AppError, asProblem } from '../platform/errors'
import { log } from '../platform/log'
import { isTransient } from '../platform/retry'
import { secretsOfRun } from '../sources/secrets'
import { serveCommands } from './commands/serve'
import { finalize } from './finalize/finalize'
import { syncGroups } from './groups/sync-groups'
import { howFar } from './how-far'
import type { Setup } from './known-records'
import type { Lease } from './lease'
import { checkLedger } from './ledger-check'
import { tellsDeletions } from './missing'
import { AccessWidened } from './plan/access-watch'
import { approvedPlan, doesSomething, forAdmin, holdPlan, PlanExceeded } from './plan/hold-plan'
import { makePlan } from './plan/make-plan'
import type { Pool } from './pool'
import { RunEnded } from './progress'
import { purge } from './purge'
import { pushRows } from './push'
import { reconcile } from './reconcile'
import { startRemote } from './remote/start-remote'
import { report } from './report'
import { rowsToSend } from './rows-to-send'
import {
  breakOff,
  type Claim,
  claim,
  complete,
  noteUnregistered,
  postpone,
  type Run,
  requeue,
} from './run-state'
import { bug, databaseTrouble } from './run-trouble'
import { watchRun } from './run-watch'
import { poolOf, readSetup, type SetupDeps } from './setup'
import { stage } from './stage'
import { RunStopped } from './stop'

export interface RunDeps extends SetupDeps {
  blobs: Blobs
  queue: JobQueue
  /** Which inner hosts sources may reach, and what opens their secrets. */
  settings: Pick<Env, 'allowedHosts' | 'secretKey' | 'publicUrl'>
  /** Aborted when the worker has to stop. */
  signal: AbortSignal
}

/** Runs a sync from its checkpoint to its end. Throws when another worker has to continue it at once. */
export async function runSync(deps: RunDeps, job: Jobs['sync']): Promise<void> {
  const claimed = await claimInTurn(deps, job)
  if (!claimed) return
  try {
    await underClaim(deps, claimed, job)
  } finally {
    await claimed.lease.release()
  }
}

async function underClaim(deps: RunDeps, { run, lease }: Claim, job: Jobs['sync']) {
  const { pool, hold } = await poolOf(deps, run.connectionId)
  const watch = watchRun(deps.db, run, { pool, hold })
  // One window for both, so that Graph never gets more at once than one run may send.
  const server = serveCommands(deps, { connectionId: run.connectionId, lease, pool })
  try {
    await toItsEnd({ ...deps, lease, pool, over: watch.over }, run, job)
  } finally {
    await Promise.all([watch.stop(), server.stop()])
    await hold.settled()
  }
}

const turnMs = 15_000

/** Claims the run, after the requests of the run before have ended: soon, or when the lease of a dead worker has expired. */
async function claimInTurn({ db, queue, signal }: RunDeps, job: Jobs['sync']) {
  for (const end = performance.now() + turnMs; performance.now() < end && !signal.aborted; await sleep(200)) {
    const claimed = await claim(db, job)
    if (claimed !== 'busy') return claimed
  }
  await queue.add('sync', job, { singletonKey: job.syncId, startAfterSeconds: 1 })
  return undefined
}

interface Running extends RunDeps {
  lease: Lease
  pool: Pool
  /** Aborted when the run was paused or cancelled. */
  over: AbortSignal
}

async function toItsEnd(deps: Running, run: Run, { syncId, stalls = 0 }: Jobs['sync']) {
  const { db, blobs, queue, signal, lease, pool, over, settings } = deps
  let setup: Setup | undefined
  const began = howFar(run)
  const later = (error: AppError, heldMs?: number, most = Number.POSITIVE_INFINITY) =>
    postpone(queue, run, { stalls: Math.min(stalls, most), began }, error, heldMs)
  try {
    const stopped = AbortSignal.any([signal, over, lease.lost])
    const whole = { db, blobs, ingestion: deps.ingestion, run, lease, pool, stopped }
    if (run.type === 'purge') {
      const notDeleted = await purge(whole)
      return await complete(queue, run, { readAll: false, notDeleted })
    }
    if (run.type === 'reconcile') {
      const { setup } = await readSetup(deps, {
        id: run.id,
        connectionId: run.connectionId,
        mapping: run.mapping,
      })
      await reconcile({ ...whole, setup })
      return await complete(queue, run, { readAll: false })
    }
    if (run.type === 'groups') return await syncGroups({ ...deps, stopped, stalls }, run)
    if (run.sourceKind === 'remote') return await startRemote({ ...deps, signal: stopped }, run)
    setup = await setupOf({ ...deps, signal: stopped }, run)
    const { mapper } = setup
    const stores = { db, blobs }
    const { connectionId } = run
    const { allowedHosts, secretKey } = settings
    const reading = async () => {
      const secrets = await secretsOfRun(db, run, secretKey)
      return { connectionId, secrets, allowedHosts, signal: stopped }
    }
    const snapshot = await stage(stores, run, (records) => mapper.idsOf(records), reading)
    await refreshLedgerStatistics(db, connectionId, snapshot.rows)
    const call = { signal: stopped, check: () => lease.check() }
    const planning = { ...stores, run, setup, snapshot, call }
    const makeOwnPlan = async () =>
      await makePlan(run.retryOf ? { ...planning, retry: await rowsToSend(stores, snapshot, run) } : planning)
    const approved = run.planFirst ? await approvedPlan(db, run) : null
    if (run.planFirst && !approved && run.phase !== 'finalize') {
      const plan = await makeOwnPlan()
      if (doesSomething(plan)) return await holdPlan(db, run, plan, null)
    }
    if (run.phase !== 'finalize') {
      await report(stores, run, { phase: 'push' })
      const { records, taken } = await rowsToSend(stores, snapshot, run)
      const retried = run.retryOf ? snapshot : undefined
      try {
        await pushRows({ ...deps, run, setup, records, taken, stalls, approved, retried })
      } catch (error) {
        if (!(error instanceof PlanExceeded || error instanceof AccessWidened)) throw error
        const plan = await makeOwnPlan()
        const held = error instanceof AccessWidened ? forAdmin(plan) : plan
        return await holdPlan(db, run, held, error.problem)
      }
    }
    // It may have been empty before.
    await refreshLedgerStatistics(db, connectionId, snapshot.rows)
    const notDeleted = await finalize(whole, snapshot)
    await complete(queue, run, { readAll: tellsDeletions(run, snapshot), notDeleted })
  } catch (error) {
    // Whoever ended it has said how; and without the lease another worker goes on.
    if (error instanceof RunEnded || over.aborted || lease.lost.aborted) return
    if (error instanceof RunStopped) return await breakOff(db, run, error.status, error.problem)
    if (signal.aborted) return await requeue(db, run)
    // However long that takes: it goes on when there is space.
    if (isDiskFull(error)) return await later(diskFull(error), 0, 3)
    if (isTransient(error)) return await later(error, pool.heldMs)
    if (isDatabaseTrouble(error)) return await later(databaseTrouble(error))
    if (!(error instanceof AppError)) log().error({ err: error, syncId }, 'a sync ran into a bug')
    await breakOff(db, run, 'failed', error instanceof AppError ? asProblem(error) : bug(syncId))
  } finally {
    setup?.mapper.close()
  }
}

async function setupOf(deps: RunDeps, run: Run): Promise<Setup> {
  const { db, ingestion, signal } = deps
  const { id, connectionId, mapping } = run
  const [{ setup, unregistered }] = await Promise.all([
    readSetup(deps, { id, connectionId, mapping }),
    checkLedger(db, ingestion, connectionId, { signal }),
  ])
  if (unregistered) await noteUnregistered(db, run)
  return setup
}
