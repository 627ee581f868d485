import { setTimeout as sleep } from 'node:timers/promises'
import { and, eq, sql } from 'drizzle-orm'
import type { Db } from '../db/open'
import { connections, syncErrors, syncs } from '../db/schema'
import type { Problem } from '../model/problem'
import type { SyncCounts } from '../model/sync/sync'
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
  | { kind: 'sent'; pushed?: Pushed }
  | { kind: 'unchanged' }
  | { kind: 'failed'; error: RowError }

/** A row that was read. Outcomes come in any order; the checkpoint passes rows in the order of the file. */
export interface Entry {
  row: number
  kind?: Outcome['kind']
}

export interface RunRow {
  id: string
  connectionId: string
  attempt: number
  checkpoint: number
  checkpointCounts: SyncCounts
}

/** This run is no longer the worker's to record: it was cancelled, or another worker has taken it up. */
export class RunEnded extends Error {}

const flushSize = 250
const flushMs = 1_000
/** Rows between the checkpoint and the reader: what one slow row may hold up in memory. */
const mostAhead = 20_000

/**
 * The account of a run. What happened to each row is gathered and written together with counts and checkpoint
 * in one transaction, so that a run that breaks off goes on where it stood.
 */
export class Progress {
  private counts: SyncCounts
  private checkpoint: number
  private checkpointCounts: SyncCounts
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
    /** Told when a flush fails, which ends the run. */
    private readonly onFailure: (error: unknown) => void,
    /** What holds the run up at the moment, to be shown. */
    private readonly trouble: () => Problem | null = () => null,
  ) {
    this.counts = { ...run.checkpointCounts }
    this.checkpoint = run.checkpoint
    this.checkpointCounts = { ...run.checkpointCounts }
    // A flush each second even when nothing came of it: it is how a cancelled run is noticed.
    this.timer = setInterval(() => void this.flush().catch(onFailure), flushMs)
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
    if (outcome.kind === 'sent' && outcome.pushed) this.pushed.push(outcome.pushed)
    if (outcome.kind === 'failed') this.errors.push({ row: entry.row, ...outcome.error })
    this.advance()
    if (this.unwritten >= flushSize && !this.flushing) void this.flush().catch(this.onFailure)
  }

  /** More is unwritten than a crash may cost, or a slow row holds up too many. */
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

  /** Writes what has gathered. Throws RunEnded when the run is not this worker's any more. */
  async flush(): Promise<void> {
    while (this.flushing) await this.flushing
    this.flushing = this.write().finally(() => {
      this.flushing = undefined
    })
    await this.flushing
  }

  /** Ends the flushes by the clock; whoever wants the last outcomes written flushes before. */
  async stop(): Promise<void> {
    clearInterval(this.timer)
    // A failure has been told to `onFailure` by whoever started the flush.
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
      problem: this.trouble(),
      flushedAt: new Date(),
    }
    const status = await this.record(progress, pushed, errors).catch((error: unknown) => {
      // Nothing of it was written: it goes with the next flush, or the checkpoint would pass it by.
      this.pushed = [...pushed, ...this.pushed]
      this.errors = [...errors, ...this.errors]
      throw error
    })
    if (status !== 'running') throw new RunEnded()
  }

  private record(progress: Partial<typeof syncs.$inferInsert>, pushed: Pushed[], errors: RowErrorAt[]) {
    const { id, connectionId, attempt } = this.run
    return this.db.transaction(async (tx) => {
      // The ledger's rows will ask for it. Taken in the order of a deletion, parent first, the two do not wait for
      // each other in a circle.
      const parent = tx.select({ id: connections.id }).from(connections)
      await parent.where(eq(connections.id, connectionId)).for('key share')
      const [mine] = await tx
        .update(syncs)
        .set(progress)
        .where(and(eq(syncs.id, id), eq(syncs.attempt, attempt)))
        .returning({ status: syncs.status })
      // Who has the run now does these rows again, and they may end otherwise.
      if (mine && errors.length > 0) await recordErrors(tx, id, errors)
      const [there] = mine
        ? [mine]
        : await tx.select({ status: syncs.status }).from(syncs).where(eq(syncs.id, id)).for('update')
      // What Graph accepted is true whoever runs the sync now. But with its connection deleted, the run is gone
      // and so are the items: what were written here would hide those of a new connection under the same id.
      if (there) await recordPushed(tx, { connectionId, syncId: id }, pushed)
      return mine?.status
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
