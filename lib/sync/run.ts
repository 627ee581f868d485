import { setTimeout as sleep } from 'node:timers/promises'
import type { Blobs } from '../blobs/blobs'
import { schemaVersionOf } from '../db/debts'
import type { Db } from '../db/open'
import { seenSchema } from '../db/seen-schema'
import { isDatabaseTrouble } from '../db/trouble'
import type { Graph } from '../graph/client'
import { isRegistered } from '../graph/profile-sources'
import type { JobQueue, Jobs } from '../jobs/queue'
import { contentKind } from '../model/connection/connection'
import { sentUnder } from '../model/debts/debt'
import type { Problem } from '../model/problem'
import type { Env } from '../platform/env'
import { AppError, asProblem } from '../platform/errors'
import { log } from '../platform/log'
import { isTransient } from '../platform/retry'
import { pickRecords, readRecords } from '../snapshots/read-snapshot'
import { secretsOf } from '../sources/secrets'
import { finalize } from './finalize/finalize'
import type { Lease } from './lease'
import { checkLedger } from './ledger-check'
import { mappingVersion } from './mapping-version'
import { tellsDeletions } from './missing'
import { approvedPlan, doesSomething, holdPlan, PlanExceeded } from './plan/hold-plan'
import { makePlan } from './plan/make-plan'
import { ceiling } from './pool'
import type { Setup } from './prepare'
import { RunEnded } from './progress'
import { pushRows } from './push'
import { ready } from './ready'
import { startRemote } from './remote/start-remote'
import { report } from './report'
import { breakOff, claim, complete, noteUnregistered, postpone, type Run, requeue } from './run-state'
import { watchRun } from './run-watch'
import { selectedRows } from './selected-rows'
import { stage } from './stage'
import { RunStopped } from './stop'
import { takenBefore } from './taken'

export interface RunDeps {
  db: Db
  blobs: Blobs
  queue: JobQueue
  /** Reads connection and schema. */
  configuration: Graph
  /** Writes items and looks users up. */
  ingestion: Graph
  tenantId: string
  /** Which inner hosts sources may reach, and what opens their secrets. */
  settings: Pick<Env, 'allowedHosts' | 'secretKey' | 'publicUrl'>
  /** Aborted when the worker has to stop. */
  signal: AbortSignal
}

/** Runs a sync from its checkpoint to its end. Throws when another worker has to continue it at once. */
export async function runSync(deps: RunDeps, job: Jobs['sync']): Promise<void> {
  const claimed = await claimInTurn(deps, job)
  if (!claimed) return
  const watch = watchRun(deps.db, claimed.run)
  try {
    await toItsEnd({ ...deps, lease: claimed.lease, over: watch.over }, claimed.run, job)
  } finally {
    await watch.stop()
    await claimed.lease.release()
  }
}

const turnMs = 15_000

/** Claims the run, after the requests of the run before have ended: soon, or when the lease of a dead worker has expired. */
async function claimInTurn({ db, queue, signal }: RunDeps, job: Jobs['sync']) {
  for (const end = Date.now() + turnMs; Date.now() < end && !signal.aborted; await sleep(200)) {
    const claimed = await claim(db, job)
    if (claimed !== 'busy') return claimed
  }
  await queue.add('sync', job, { singletonKey: job.syncId, startAfterSeconds: 1 })
  return undefined
}

interface Running extends RunDeps {
  lease: Lease
  /** Aborted when the run was paused or cancelled. */
  over: AbortSignal
}

async function toItsEnd(deps: Running, run: Run, { syncId, stalls = 0 }: Jobs['sync']) {
  const { db, blobs, queue, signal, lease, over, settings } = deps
  try {
    const stopped = AbortSignal.any([signal, over, lease.lost])
    if (run.sourceKind === 'remote') return await startRemote({ ...deps, signal: stopped }, run)
    const setup = await setupOf({ ...deps, signal: stopped }, run)
    const stores = { db, blobs }
    const { connectionId } = run
    const secrets = await secretsOf(db, run, settings.secretKey)
    const reading = { connectionId, secrets, allowedHosts: settings.allowedHosts, signal: stopped }
    const snapshot = await stage(stores, run, setup, reading)
    const call = { signal: stopped, check: () => lease.check() }
    const planning = { ...stores, ingestion: deps.ingestion, run, setup, snapshot, call }
    const approved = run.planFirst ? await approvedPlan(db, run) : null
    if (run.planFirst && !approved && run.phase !== 'finalize') {
      const plan = await makePlan(planning)
      if (doesSomething(plan)) return await holdPlan(db, run, plan, null)
    }
    if (run.phase !== 'finalize') {
      await report(stores, run, { phase: 'push' })
      const from = run.checkpoint + 1
      const records = run.retryOf
        ? pickRecords(stores, snapshot, await selectedRows(db, run))
        : readRecords(stores, snapshot, from)
      const taken = await takenBefore(stores, snapshot, run)
      try {
        await pushRows({ ...deps, run, setup, records, taken, stalls, approved })
      } catch (error) {
        if (!(error instanceof PlanExceeded)) throw error
        return await holdPlan(db, run, await makePlan(planning), error.problem)
      }
    }
    const { mostInFlight } = setup
    await finalize({ ...stores, ingestion: deps.ingestion, run, lease, mostInFlight, stopped }, snapshot)
    await complete(db, run, { readAll: tellsDeletions(run, snapshot) })
  } catch (error) {
    // Whoever ended it has said how; and without the lease another worker goes on.
    if (error instanceof RunEnded || over.aborted || lease.lost.aborted) return
    if (error instanceof RunStopped) return await breakOff(db, run, error.status, error.problem)
    if (signal.aborted) return await requeue(db, run)
    if (isTransient(error)) return await postpone(queue, run, stalls, error)
    if (isDatabaseTrouble(error)) return await postpone(queue, run, stalls, databaseTrouble(error))
    if (!(error instanceof AppError)) log().error({ err: error, syncId }, 'a sync ran into a bug')
    await breakOff(db, run, 'failed', error instanceof AppError ? asProblem(error) : bug(syncId))
  }
}

const databaseTrouble = (cause: unknown) => {
  log().warn({ err: cause }, 'a sync waits for the database')
  return new AppError(
    'unavailable',
    'The console’s database was in trouble. The sync is retried automatically.',
    {
      cause,
    },
  )
}

const bug = (syncId: string): Problem => ({
  code: 'bug',
  message: `Something in the console went wrong. The log has the details under sync ${syncId}. Start the sync again to continue.`,
})

async function setupOf(
  { db, configuration, ingestion, tenantId, signal }: RunDeps,
  run: Run,
): Promise<Setup> {
  const { connectionId } = run
  // Before the schema is read: a change that is registered in between makes the items owed, never the other way round.
  const schemaVersion = await schemaVersionOf(db, connectionId)
  const [{ connection, schema }] = await Promise.all([
    ready(configuration, connectionId),
    checkLedger(db, ingestion, connectionId, { signal }),
  ])
  // Another tool may have changed it. A version that rose further, by a newer schema, is not what these items have.
  const risen = await seenSchema(db, connectionId, schema)
  const unregistered =
    contentKind(connection) === 'people' && (await isRegistered(configuration, connectionId)) === false
  if (unregistered) await noteUnregistered(db, run)
  const mapped = { mapping: run.mapping, schema, contentCategory: connection.contentCategory, tenantId }
  return {
    ...mapped,
    mappingVersion: mappingVersion(mapped),
    connectionId,
    sentUnder: unregistered ? sentUnder.unregistered : risen === schemaVersion + 1 ? risen : schemaVersion,
    syncId: run.id,
    // The same app also does what an admin asks for meanwhile: one place stays free for it.
    mostInFlight: configuration === ingestion ? ceiling - 1 : ceiling,
  }
}
