import type { Db } from '../db/open'
import { runSamples } from '../db/schema'
import type { SyncCounts } from '../model/sync/sync'
import { log } from '../platform/log'

const lookMs = 250
const shortestMs = 5_000
/** A period is this part of the time that the run has taken, when that is longer: a day makes a thousand periods. */
const part = 240

/** What the sampler looks at. */
export interface Sampled {
  readonly running: number
  readonly limit: number
  /** Whether Graph has asked to send nothing now. */
  readonly isHeld: boolean
}

/** Writes every few seconds what a run has done since: for the chart, so its failure does not stop the run. */
export class Sampler {
  private readonly begun: number
  private from: number
  private counted: SyncCounts
  private low: number
  private high = 0
  private throttled = 0
  private heldMs = 0
  private took: number[] = []
  private readonly timer: NodeJS.Timeout
  private writing: Promise<void> = Promise.resolve()

  constructor(
    private readonly db: Db,
    private readonly run: { id: string; startedAt: Date | null },
    private readonly pool: Sampled,
    private readonly counts: () => SyncCounts,
    private readonly now: () => number = Date.now,
  ) {
    this.from = now()
    this.begun = run.startedAt?.getTime() ?? this.from
    this.counted = counts()
    this.low = pool.running
    this.timer = setInterval(() => this.look(), lookMs)
    this.timer.unref()
  }

  /** Graph asked to slow down. */
  slowedDown(status: number | undefined): void {
    if (status === 429 || status === 503) this.throttled += 1
  }

  /** A request has ended, and took so long with all its tries. */
  ended(ms: number): void {
    // Enough for a median; a period of a long run may have ten thousand.
    if (this.took.length < 2_000) this.took.push(ms)
  }

  /** Writes the last period. */
  async stop(): Promise<void> {
    clearInterval(this.timer)
    if (this.now() > this.from) this.write()
    await this.writing
  }

  private look() {
    const { running, isHeld } = this.pool
    this.low = Math.min(this.low, running)
    this.high = Math.max(this.high, running)
    if (isHeld) this.heldMs += lookMs
    const now = this.now()
    if (now - this.from >= Math.max(shortestMs, (now - this.begun) / part)) this.write()
  }

  private write() {
    const now = this.now()
    const counts = this.counts()
    const ms = now - this.from
    const sample = {
      syncId: this.run.id,
      at: new Date(now),
      ms,
      sent: counts.sent - this.counted.sent,
      unchanged: counts.unchanged - this.counted.unchanged,
      failed: counts.failed - this.counted.failed,
      inFlightLow: this.low,
      inFlightHigh: Math.max(this.high, this.low),
      limit: this.pool.limit,
      throttled: this.throttled,
      heldMs: Math.min(this.heldMs, ms),
      medianMs: medianOf(this.took),
    }
    this.from = now
    this.counted = counts
    this.low = this.pool.running
    this.high = this.low
    this.throttled = 0
    this.heldMs = 0
    this.took = []
    this.writing = this.writing.then(async () => {
      try {
        await this.db.insert(runSamples).values(sample).onConflictDoNothing()
      } catch (error) {
        log().warn({ err: error, syncId: this.run.id }, 'a sample of a run could not be written')
      }
    })
  }
}

function medianOf(values: number[]) {
  const sorted = values.sort((a, b) => a - b)
  const median = sorted[Math.floor(sorted.length / 2)]
  return median === undefined ? null : Math.round(median)
}
