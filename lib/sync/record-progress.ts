import { and, eq, sql } from 'drizzle-orm'
import { lockConnection } from '../db/connections'
import { noteFailing, noteLeftOut } from '../db/failing'
import type { Db } from '../db/open'
import { syncErrors, syncs } from '../db/schema'
import type { RunCounts } from '../model/sync/sync'
import { type Doubted, recordDoubted } from './doubt'
import { type Pushed, recordPushed } from './ledger'

export interface RowError {
  itemId: string | null
  code: string
  message: string
  field?: string
  graphRequestId?: string
  /** What of it was tried; without it nobody counts in how many runs it failed. */
  tried?: string
}

export type RowErrorAt = RowError & { row: number }

export interface RunRow {
  id: string
  connectionId: string
  /** The fencing token that the worker got when it claimed the run. */
  attempt: number
  checkpoint: number
  checkpointCounts: RunCounts
}

/**
 * Writes what became of rows together with the counts and the checkpoint. Answers with the status of the run, or
 * nothing when the worker has lost its claim.
 */
export function recordProgress(
  db: Db,
  { id, connectionId, attempt }: RunRow,
  {
    progress,
    pushed,
    errors,
    leftOut,
    doubted,
  }: {
    progress: Partial<typeof syncs.$inferInsert>
    pushed: Pushed[]
    errors: RowErrorAt[]
    /** The items that are set aside. */
    leftOut: string[]
    /** The items of which it is not known whether Graph has taken them. */
    doubted: Doubted[]
  },
) {
  return db.transaction(async (tx) => {
    await lockConnection(tx, connectionId)
    const [claimed] = await tx
      .update(syncs)
      .set(progress)
      .where(and(eq(syncs.id, id), eq(syncs.attempt, attempt)))
      .returning({ status: syncs.status })
    // Without the claim, another worker sends these rows again and records its own errors.
    if (claimed) {
      await recordErrors(tx, id, errors)
      await noteFailing(tx, { connectionId, syncId: id }, errors.filter(isFollowed))
      await noteLeftOut(tx, { connectionId, syncId: id }, leftOut)
    }
    const [there] = claimed
      ? [claimed]
      : await tx.select({ status: syncs.status }).from(syncs).where(eq(syncs.id, id)).for('update')
    // Graph has accepted these items, so the ledger records them even when the claim is lost. But when the run is
    // gone, its connection was deleted with its items, and ledger rows would make the items of a new connection
    // with the same id look unchanged.
    if (there) {
      await recordDoubted(tx, { connectionId, syncId: id }, doubted)
      await recordPushed(tx, { connectionId, syncId: id }, pushed)
    }
    return claimed?.status
  })
}

/** A record that can be told again in the next run. Of two with one id, the other one has it. */
const isFollowed = (error: RowErrorAt): error is RowErrorAt & { itemId: string; tried: string } =>
  error.itemId !== null && error.tried !== undefined && error.code !== 'duplicate-id'

async function recordErrors(tx: Db, syncId: string, errors: RowErrorAt[]) {
  if (errors.length === 0) return
  await tx
    .insert(syncErrors)
    .values(errors.map(({ tried: _, ...error }) => ({ syncId, ...error })))
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
}
