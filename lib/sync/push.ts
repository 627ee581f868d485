import type { Db } from '../db/open'
import type { Graph } from '../graph/client'
import type { Throttle } from '../graph/exchange'
import { putItem } from '../graph/items'
import { sentUnder } from '../model/debts/debt'
import { type AbortRules, rulesOf } from '../model/sync/abort-rules'
import { mostSent, type Plan } from '../model/sync/plan'
import { AppError } from '../platform/errors'
import { isTransient } from '../platform/retry'
import type { SeenIds } from '../snapshots/seen'
import type { StagedRecord } from '../snapshots/staged'
import { AbortWatch } from './abort-watch'
import { ahead } from './ahead'
import { Flight } from './flight'
import { factsOf } from './item-facts'
import { type Lease, LeaseLost } from './lease'
import { AccessWatch } from './plan/access-watch'
import { PlanExceeded } from './plan/hold-plan'
import type { Pool } from './pool'
import { type Item, prepare, type Setup } from './prepare'
import { type Entry, type Outcome, Progress } from './progress'
import type { RowError, RunRow } from './record-progress'
import { Sampler } from './sampler'
import { Refusals } from './stop'

export interface Pushing {
  db: Db
  /** Tells why an item was refused. */
  configuration: Graph
  ingestion: Graph
  run: RunRow & { abortRules: AbortRules | null; startedAt: Date | null; retryOf: string | null }
  setup: Setup
  /** The requests in flight of the connection, those of commands too. */
  pool: Pool
  /** The records after the checkpoint. */
  records: AsyncIterable<StagedRecord[]>
  /** The ids of the rows up to it. */
  taken: SeenIds
  /** Aborted when the worker has to stop. */
  signal: AbortSignal
  /** Aborted when the run was paused or cancelled. */
  over: AbortSignal
  lease: Lease
  /** How often in a row this run was interrupted without progress. */
  stalls: number
  /** The plan that it may not exceed. */
  approved: Plan | null
}

/**
 * How long requests in flight may take when a run stops. After that they are aborted, and the next run sends
 * them again.
 */
const graceMs = 5_000
/** The same when an admin waits for it. */
const hurryMs = 1_200
/** How long a look at the connection may wait for Graph. */
const lookMs = 5_000
/** After this many failed items without a success between them, Graph itself is in trouble. */
const outage = 10
/** After this many interruptions without progress, failures are recorded for the rows and not blamed on Graph. */
const stallsUntilBlamed = 3

/**
 * Sends what is new or changed and accounts for every row. Throws what ended it before the end of the file;
 * what has been done until then is recorded.
 */
export async function pushRows(pushing: Pushing): Promise<void> {
  const { db, configuration, ingestion, run, setup, pool, records, taken, signal, stalls, lease } = pushing
  const { over, approved } = pushing
  const ended = new AbortController()
  const cut = new AbortController()
  const stopped = AbortSignal.any([signal, ended.signal, over, lease.lost])
  const cutAfter = (ms: number) => () => setTimeout(() => cut.abort(stopped.reason), ms).unref()
  stopped.addEventListener('abort', cutAfter(graceMs))
  over.addEventListener('abort', cutAfter(hurryMs))
  lease.lost.addEventListener('abort', () => cut.abort(lease.lost.reason))

  const progress = new Progress(
    db,
    run,
    (error) => ended.abort(error),
    () => pool.pacing,
  )
  const sampler = new Sampler(db, run, pool, () => progress.soFar)
  const call = {
    signal: cut.signal,
    onThrottle: (throttle: Throttle) => {
      pool.slowDown(throttle)
      sampler.slowedDown(throttle.status)
    },
    gate: () => pool.gate(stopped),
    check: () => lease.check(),
    stop: stopped,
  }
  const flight = new Flight(pool)
  const rules = rulesOf(run.abortRules)
  const watch = new AbortWatch(rules, run.checkpointCounts)
  const access = approved ? null : new AccessWatch(db, setup.connectionId, rules)
  const refusals = new Refusals(configuration, setup.connectionId, { signal: cut.signal, waitMs: lookMs })
  let undecided: { entry: Entry; error: RowError; cause: AppError }[] = []
  let successes = 0
  let started = run.checkpointCounts.sent
  const most = approved ? mostSent(approved, rules.tolerance) : Number.POSITIVE_INFINITY

  function fail(entry: Entry, error: RowError, ofConnection = false) {
    progress.settle(entry, { kind: 'failed', error })
    const enough = watch.hasFailed({ ofConnection })
    if (enough) ended.abort(enough)
  }

  const decide = () => {
    for (const { entry, error } of undecided) fail(entry, error)
    undecided = []
  }

  async function push(entry: Entry, one: Item) {
    const { itemId, item, before } = one
    const began = performance.now()
    try {
      await putItem(ingestion, setup.connectionId, itemId, item, call)
      const pushed = { ...factsOf(one, setup), sentUnder: setup.sentUnder }
      progress.settle(entry, {
        kind: 'sent',
        created: !before || before.sentUnder === sentUnder.lost,
        pushed,
      })
      pool.succeeded()
      sampler.ended(performance.now() - began)
      watch.passed({ byGraph: true })
      successes += 1
      // Other items succeed, so this failure is not because Graph is down.
      decide()
    } catch (error) {
      if (cut.signal.aborted || error === stopped.reason || error instanceof LeaseLost) return
      if (!(error instanceof AppError)) return ended.abort(error)
      const rowError = rowErrorOf(error, one)
      if (isTransient(error)) {
        undecided.push({ entry, error: rowError, cause: error })
        if (undecided.length >= outage) ended.abort(error)
      } else await refused(entry, rowError, error)
    }
  }

  async function refused(entry: Entry, rowError: RowError, error: AppError) {
    try {
      const verdict = await refusals.verdict(error)
      if (verdict) ended.abort(verdict)
      else fail(entry, rowError, error.code !== 'invalid')
    } catch (failure) {
      if (!cut.signal.aborted) ended.abort(failure)
    }
  }

  function settle(entry: Entry, outcome: Outcome) {
    if (outcome.kind === 'failed') return fail(entry, outcome.error)
    progress.settle(entry, outcome)
    watch.passed({ byGraph: false })
  }

  const prepared = prepare(records, { db, setup, taken, call, all: run.retryOf !== null })
  try {
    for await (const batch of ahead(prepared)) {
      await access?.look(batch)
      for (const one of batch) {
        if (progress.isFull) await progress.room(stopped)
        if ('item' in one && pool.isFull) await flight.room(stopped)
        stopped.throwIfAborted()
        if ('item' in one && approved && ++started > most) throw new PlanExceeded(most)
        const entry = progress.read(one.row)
        if ('item' in one) flight.start(() => push(entry, one))
        else settle(entry, one.outcome)
      }
    }
  } catch (error) {
    ended.abort(error)
  }

  try {
    await flight.idle()
    const [first] = undecided
    if (first && successes === 0 && stalls < stallsUntilBlamed) ended.abort(first.cause)
    else if (!stopped.aborted) decide()
    await progress.flush()
  } finally {
    await sampler.stop()
    await progress.stop()
  }
  stopped.throwIfAborted()
}

const rowErrorOf = (error: AppError, { itemId, tried }: Item): RowError => ({
  itemId,
  tried,
  code: error.graphCode ?? error.code,
  message: error.message,
  field: error.field,
  graphRequestId: error.graphRequestId,
})
