import { setTimeout as sleep } from 'node:timers/promises'
import { and, eq, sql } from 'drizzle-orm'
import type { Db } from '../db/open'
import { connections, syncErrors, syncs } from '../db/schema'
import type { Pacing, RunCounts } from '../model/sync/sync'
import { type Pushed, recordPushed } from './ledger'
import { Rate } from './rate'

export interface RowError {
  itemId: string | null
  code: string
  message: string
  field?: string
  graphRequestId?: string
}

export type Outcome =
  | { kind: 'sent'; created: boolean; pushed?: Pushed }
  | { kind: 'unchanged' }
  | { kind: 'failed'; error: RowError }

/** A row that was read. Outcomes arrive in any order; the checkpoint moves past rows in the order of the file. */
export interface Entry {
  row: number
  kind?: Outcome['kind']
  created?: boolean
}

export interface RunRow {
  id: string
  connectionId: string
  /** The fencing token that the worker got when it claimed the run. */
  attempt: number
  checkpoint: number
  checkpointCounts: RunCounts
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
    if (outcome.kind === 'failed') this.errors.push({ row: entry.row, ...outcome.error })
    this.advance()
    if (this.unwritten >= flushSize && !this.flushing) void this.flush().catch(this.onFailure)
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
      this.head += 1
    }
    if (this.head > 1_000 && this.head * 2 > this.entries.length) {
      this.entries = this.entries.slice(this.head)
      this.head = 0
    }
  }

  private async write() {
    const { pushed, errors } = this
    this.pushed = []
    this.errors = []
    const progress = {
      counts: { ...this.counts },
      checkpoint: this.checkpoint,
      checkpointCounts: { ...this.checkpointCounts },
      rate: this.rate.perSecond(),
      pace: this.rate.pace(),
      pacing: this.pacing(),
      flushedAt: new Date(),
    }
    const status = await this.record(progress, pushed, errors).catch((error: unknown) => {
      // The transaction was rolled back: keep the outcomes for the next flush, or the checkpoint would skip them.
      this.pushed = [...pushed, ...this.pushed]
      this.errors = [...errors, ...this.errors]
      throw error
    })
    if (status !== 'running') throw new RunEnded()
  }

  private record(progress: Partial<typeof syncs.$inferInsert>, pushed: Pushed[], errors: RowErrorAt[]) {
    const { id, connectionId, attempt } = this.run
    return this.db.transaction(async (tx) => {
      // Locks the connection before the run, in the same order as a deletion does, which prevents a deadlock.
      const parent = tx.select({ id: connections.id }).from(connections)
      await parent.where(eq(connections.id, connectionId)).for('key share')
      const [claimed] = await tx
        .update(syncs)
        .set(progress)
        .where(and(eq(syncs.id, id), eq(syncs.attempt, attempt)))
        .returning({ status: syncs.status })
      // Without the claim, another worker sends these rows again and records its own errors.
      if (claimed && errors.length > 0) await recordErrors(tx, id, errors)
      const [there] = claimed
        ? [claimed]
        : await tx.select({ status: syncs.status }).from(syncs).where(eq(syncs.id, id)).for('update')
      // Graph has accepted these items, so the ledger records them even when the claim is lost. But when the run is
      // gone, its connection was deleted with its items, and ledger rows would make the items of a new connection
      // with the same id look unchanged.
      if (there) await recordPushed(tx, { connectionId, syncId: id }, pushed)
      return claimed?.status
    })
  }
}

type RowErrorAt = RowError & { row: number }

const recordErrors = (tx: Db, syncId: string, errors: RowErrorAt[]) =>
  tx
    .insert(syncErrors)
    .values(errors.map((error) => ({ syncId, ...error })))
    .onConflictDoUpdate({
      target: [syncErrors.syncId, syncErrors.row],
      set: {
        itemId: sql`excluded.item_id`,
        code: sql`excluded.code`,
        message: sql`excluded.message`,
        field: sql`excluded.field`,
        graphRequestId: sql`excluded.graph_request_id`,
        at: sql`excluded.at`,
      },
    })
