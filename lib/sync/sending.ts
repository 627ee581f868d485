import type { Db } from '../db/open'
import type { CallOptions } from '../graph/client'
import type { Throttle } from '../graph/exchange'
import type { AbortRules } from '../model/sync/abort-rules'
import type { AppError } from '../platform/errors'
import { AbortWatch } from './abort-watch'
import { Flight } from './flight'
import { type Lease, LeaseLost } from './lease'
import type { Pool } from './pool'
import { type Entry, type Outcome, Progress } from './progress'
import type { RowError, RunRow } from './record-progress'
import { Sampler } from './sampler'
import type { RunStopped } from './stop'

export interface SendingRun {
  db: Db
  run: RunRow & { startedAt: Date | null }
  rules: AbortRules
  /** The requests in flight of the connection, those of commands too. */
  pool: Pool
  lease: Lease
  /** Aborted when the worker has to stop. */
  signal: AbortSignal
  /** Aborted when the run was paused or cancelled. */
  over: AbortSignal
  /** How often in a row this run was interrupted without progress. */
  stalls: number
}

/**
 * How long requests in flight may take when a run stops. After that they are aborted, and the next run sends
 * them again.
 */
const graceMs = 5_000
/** The same when an admin waits for it. */
const hurryMs = 1_200
/** After this many failed rows without a success between them, Graph itself is in trouble. */
const outage = 10
/** After this many interruptions without progress, failures are recorded for the rows and not blamed on Graph. */
const stallsUntilBlamed = 3

/** The rows of a run on their way to Graph: what is in flight, what became of each, and when all of it has to stop. */
export class Sending {
  /** Aborted when nothing more may begin. */
  readonly stopped: AbortSignal
  /** How Graph is called for a row. */
  readonly call: CallOptions & { signal: AbortSignal }
  readonly progress: Progress
  private readonly ended = new AbortController()
  /** Aborted when what is in flight has to end too. */
  private readonly cut = new AbortController()
  private readonly flight: Flight
  private readonly sampler: Sampler
  private readonly watch: AbortWatch
  private undecided: { entry: Entry; error: RowError; cause: AppError | RunStopped }[] = []
  private successes = 0

  constructor(private readonly of: SendingRun) {
    const { db, run, rules, pool, signal, over, lease } = of
    const { cut, ended } = this
    const stopped = AbortSignal.any([signal, ended.signal, over, lease.lost])
    this.stopped = stopped
    const cutAfter = (ms: number) => () => setTimeout(() => cut.abort(stopped.reason), ms).unref()
    stopped.addEventListener('abort', cutAfter(graceMs))
    over.addEventListener('abort', cutAfter(hurryMs))
    lease.lost.addEventListener('abort', () => cut.abort(lease.lost.reason))
    this.flight = new Flight(pool)
    this.watch = new AbortWatch(rules, run.checkpointCounts)
    this.progress = new Progress(
      db,
      run,
      (error) => ended.abort(error),
      () => pool.pacing,
    )
    const sampler = new Sampler(db, run, pool, () => this.progress.soFar)
    this.sampler = sampler
    this.call = {
      signal: cut.signal,
      onThrottle: (throttle: Throttle) => {
        pool.slowDown(throttle)
        sampler.slowedDown(throttle.status)
      },
      gate: () => pool.gate(stopped),
      check: () => lease.check(),
      stop: stopped,
    }
  }

  /** Ends the run with this reason, once what is in flight is over. */
  end(reason: unknown): void {
    this.ended.abort(reason)
  }

  /** Waits until the next row may be read, and sent if it has to be. Throws what ended the run. */
  async room({ toSend }: { toSend: boolean }): Promise<void> {
    if (this.progress.isFull) await this.progress.room(this.stopped)
    if (toSend && this.of.pool.isFull) await this.flight.room(this.stopped)
    this.stopped.throwIfAborted()
  }

  /** Starts a request; the task handles its own failures. */
  start(task: () => Promise<void>): void {
    this.flight.start(task)
  }

  /** Graph has accepted a row, after so long. */
  accepted(entry: Entry, outcome: Outcome, ms: number): void {
    this.progress.settle(entry, outcome)
    this.of.pool.succeeded()
    this.sampler.ended(ms)
    this.watch.passed({ byGraph: true })
    this.successes += 1
    // Other rows succeed, so this failure is not because Graph is down.
    this.decide()
  }

  /** The outcome of a row that was known without Graph. */
  settle(entry: Entry, outcome: Outcome): void {
    if (outcome.kind === 'failed') {
      this.fail(entry, outcome.error)
      return
    }
    this.progress.settle(entry, outcome)
    this.watch.passed({ byGraph: false })
  }

  fail(entry: Entry, error: RowError, ofConnection = false): void {
    this.progress.settle(entry, { kind: 'failed', error })
    const enough = this.watch.hasFailed({ ofConnection })
    if (enough) this.end(enough)
  }

  /** A row failed in a way that may be that of all: whether it is the row's or Graph's fault is told by those around it. */
  undecide(entry: Entry, error: RowError, cause: AppError | RunStopped): void {
    this.undecided.push({ entry, error, cause })
    if (this.undecided.length >= outage) this.end(cause)
  }

  /** Whether an error says only that the run has to stop. */
  isOver(error: unknown): boolean {
    return this.cut.signal.aborted || error === this.stopped.reason || error instanceof LeaseLost
  }

  /** Waits for what is in flight and records it. Throws what ended the run before its last row. */
  async finish(): Promise<void> {
    try {
      await this.flight.idle()
      const [first] = this.undecided
      if (first && this.successes === 0 && this.of.stalls < stallsUntilBlamed) this.end(first.cause)
      else if (!this.stopped.aborted) this.decide()
      await this.progress.flush()
    } finally {
      await this.sampler.stop()
      await this.progress.stop()
    }
    this.stopped.throwIfAborted()
  }

  private decide() {
    const { undecided } = this
    this.undecided = []
    for (const { entry, error } of undecided) this.fail(entry, error)
  }
}
