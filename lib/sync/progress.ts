import { setTimeout as sleep } from 'node:timers/promises'
import type { Db } from '../db/open'
import type { Pacing, RunCounts } from '../model/sync/sync'
import type { Doubted } from './doubt'
import type { Pushed } from './ledger'
import { Rate } from './rate'
import { type RowError, type RowErrorAt, type RunRow, recordProgress } from './record-progress'

export type Outcome =
  | { kind: 'sent'; created: boolean; pushed?: Pushed }
  /** `setAside` is the id of an item that is left out. */
  | { kind: 'unchanged'; setAside?: string }
  | { kind: 'failed'; error: RowError }

/** A row that was read. Outcomes arrive in any order; the checkpoint moves past rows in the order of the file. */
export interface Entry {
  row: number
  kind?: Outcome['kind']
  created?: boolean
  setAside?: boolean
}

/** The worker has lost its claim on the run: the run was cancelled, or another worker has claimed it. */
export class RunEnded extends Error {}

const flushSize = 250
const flushMs = 1_000
/** How many rows may be read past the checkpoint. One slow row holds this many in memory at most. */
const mostAhead = 20_000

/**
 * Records the progress of a run. Outcomes of rows are collected and written in one transaction with the counts and
 * the checkpoint, so that a run that was interrupted continues from its checkpoint.
 */
export class Progress {
  private counts: RunCounts
  private checkpoint: number
  private checkpointCounts: RunCounts
  private entries: Entry[] = []
  private head = 0
  private pushed: Pushed[] = []
  private errors: RowErrorAt[] = []
  private leftOut: string[] = []
  private doubted: Doubted[] = []
  private flushing: Promise<void> | undefined
  private rate = new Rate()
  private timer: NodeJS.Timeout

  constructor(
    private readonly db: Db,
    private readonly run: RunRow,
    /** Called when a flush fails, which ends the run. */
    private readonly onFailure: (error: unknown) => void,
    /** How Graph slows the run down at the moment, shown on its page. */
    private readonly pacing: () => Pacing | null = () => null,
  ) {
    this.counts = { ...run.checkpointCounts }
    this.checkpoint = run.checkpoint
    this.checkpointCounts = { ...run.checkpointCounts }
    // Flushes every second even without outcomes, because the flush also notices a cancelled run.
    this.timer = setInterval(() => void this.flush().catch(onFailure), flushMs)
  }

  /** Rows by outcome so far, those that are not written yet too. */
  get soFar(): RunCounts {
    return { ...this.counts }
  }

  read(row: number): Entry {
    const entry: Entry = { row }
    this.entries.push(entry)
    this.counts.read += 1
    return entry
  }

  settle(entry: Entry, outcome: Outcome): void {
    entry.kind = outcome.kind
    this.counts[outcome.kind] += 1
    this.rate.count += 1
    if (outcome.kind === 'sent') {
      entry.created = outcome.created
      if (outcome.created) this.counts.created = (this.counts.created ?? 0) + 1
      if (outcome.pushed) this.pushed.push(outcome.pushed)
    }
    if (outcome.kind === 'unchanged' && outcome.setAside !== undefined) {
      entry.setAside = true
      this.counts.setAside = (this.counts.setAside ?? 0) + 1
      this.leftOut.push(outcome.setAside)
    }
    if (outcome.kind === 'failed') this.errors.push({ row: entry.row, ...outcome.error })
    this.advance()
    if (this.unwritten >= flushSize && !this.flushing) void this.flush().catch(this.onFailure)
  }

  /** Nobody knows whether Graph has taken it. */
  doubt(one: Doubted): void {
    this.doubted.push(one)
  }

  /** Whether reading has to wait: too many outcomes are unwritten, or one slow row keeps too many in memory. */
  get isFull() {
    return (
      (this.unwritten >= flushSize && this.flushing !== undefined) ||
      this.entries.length - this.head > mostAhead
    )
  }

  /** Back-pressure: waits while it is full. */
  async room(signal: AbortSignal): Promise<void> {
    while (this.unwritten >= flushSize && this.flushing) await this.flushing
    while (this.entries.length - this.head > mostAhead && !signal.aborted) {
      await sleep(50)
    }
  }

  /** Writes the collected outcomes. Throws RunEnded when this worker has lost its claim on the run. */
  async flush(): Promise<void> {
    while (this.flushing) await this.flushing
    this.flushing = this.write().finally(() => {
      this.flushing = undefined
    })
    await this.flushing
  }

  /** Stops the timer of the flushes. Call `flush` first to write the last outcomes. */
  async stop(): Promise<void> {
    clearInterval(this.timer)
    // Whoever started the flush has reported its failure to `onFailure`.
    await this.flushing?.catch(() => {})
  }

  private get unwritten() {
    return this.pushed.length + this.errors.length
  }

  private advance() {
    for (let entry = this.entries[this.head]; entry?.kind; entry = this.entries[this.head]) {
      this.checkpoint = entry.row
      this.checkpointCounts.read += 1
      this.checkpointCounts[entry.kind] += 1
      if (entry.created) this.checkpointCounts.created = (this.checkpointCounts.created ?? 0) + 1
      if (entry.setAside) this.checkpointCounts.setAside = (this.checkpointCounts.setAside ?? 0) + 1
      this.head += 1
    }
    if (this.head > 1_000 && this.head * 2 > this.entries.length) {
      this.entries = this.entries.slice(this.head)
      this.head = 0
    }
  }

  private async write() {
    const { pushed, errors, leftOut, doubted } = this
    this.pushed = []
    this.errors = []
    this.leftOut = []
    this.doubted = []
    const progress = {
      counts: { ...this.counts },
      checkpoint: this.checkpoint,
      checkpointCounts: { ...this.checkpointCounts },
      rate: this.rate.perSecond(),
      pace: this.rate.pace(),
      pacing: this.pacing(),
      flushedAt: new Date(),
    }
    const written = { progress, pushed, errors, leftOut, doubted }
    const status = await recordProgress(this.db, this.run, written).catch((error: unknown) => {
      // The transaction was rolled back: keep the outcomes for the next flush, or the checkpoint would skip them.
      this.pushed = [...pushed, ...this.pushed]
      this.errors = [...errors, ...this.errors]
      this.leftOut = [...leftOut, ...this.leftOut]
      this.doubted = [...doubted, ...this.doubted]
      throw error
    })
    if (status !== 'running') throw new RunEnded()
  }
}
