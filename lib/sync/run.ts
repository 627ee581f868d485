import type { Blobs } from '../blobs/blobs'
import { schemaVersionOf } from '../db/debts'
import type { Db } from '../db/open'
import { isDatabaseTrouble } from '../db/trouble'
import type { Graph } from '../graph/client'
import { isRegistered } from '../graph/profile-sources'
import type { JobQueue, Jobs } from '../jobs/queue'
import { contentKind } from '../model/connection/connection'
import { sentUnder } from '../model/debts/debt'
import type { Problem } from '../model/problem'
import { AppError, asProblem } from '../platform/errors'
import { log } from '../platform/log'
import { isTransient } from '../platform/retry'
import { readSnapshot } from '../sources/snapshot'
import { checkLedger } from './ledger-check'
import { ceiling } from './pool'
import type { Plan } from './prepare'
import { RunEnded } from './progress'
import { pushRows } from './push'
import { ready } from './ready'
import {
  breakOff,
  claim,
  complete,
  noteUnregistered,
  postpone,
  type Run,
  release,
  requeue,
} from './run-state'
import { RunStopped } from './stop'

export interface RunDeps {
  db: Db
  blobs: Blobs
  queue: JobQueue
  /** Reads connection and schema. */
  configuration: Graph
  /** Writes items and looks users up. */
  ingestion: Graph
  tenantId: string
  /** Aborted when the worker has to stop. */
  signal: AbortSignal
}

/** Runs a sync from its checkpoint to its end. Throws when another worker has to continue it at once. */
export async function runSync(deps: RunDeps, job: Jobs['sync']): Promise<void> {
  const run = await claim(deps.queue, job)
  if (!run) return
  try {
    await toItsEnd(deps, run, job)
  } finally {
    await release(deps.db, run)
  }
}

async function toItsEnd(deps: RunDeps, run: Run, { syncId, stalls = 0 }: Jobs['sync']) {
  const { db, blobs, queue, signal } = deps
  try {
    const plan = await planOf(deps, run)
    const reading = { db, blobs, connectionId: run.connectionId, secrets: {}, allowedHosts: [], signal }
    const rows = readSnapshot(reading, run)
    await pushRows({ ...deps, run, plan, rows, stalls })
    await complete(db, run)
  } catch (error) {
    if (error instanceof RunEnded) return
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

async function planOf({ db, configuration, ingestion, tenantId, signal }: RunDeps, run: Run): Promise<Plan> {
  const { connectionId } = run
  // Before the schema is read: a change that is registered in between makes the items owed, never the other way round.
  const schemaVersion = await schemaVersionOf(db, connectionId)
  const [{ connection, schema }] = await Promise.all([
    ready(configuration, connectionId),
    checkLedger(db, ingestion, connectionId, { signal }),
  ])
  const unregistered =
    contentKind(connection) === 'people' && (await isRegistered(configuration, connectionId)) === false
  if (unregistered) await noteUnregistered(db, run)
  return {
    connectionId,
    sentUnder: unregistered ? sentUnder.unregistered : schemaVersion,
    syncId: run.id,
    mapping: run.mapping,
    schema,
    contentCategory: connection.contentCategory,
    tenantId,
    // The same app also does what an admin asks for meanwhile: one place stays free for it.
    mostInFlight: configuration === ingestion ? ceiling - 1 : ceiling,
  }
}
