import { and, asc, eq, gt, ne, sql } from 'drizzle-orm'
import type { Db } from '../db/open'
import { findings, ledger, snapshots, syncs } from '../db/schema'
import { batchSize } from '../graph/batch'
import type { Graph } from '../graph/client'
import { getItems, type StoredItem } from '../graph/items'
import { sentUnder } from '../model/debts/debt'
import type { ExternalItem } from '../model/items/item'
import type { FindingKind } from '../model/sync/finding'
import { ofSource } from '../snapshots/of-source'
import type { SeenIds } from '../snapshots/seen'
import type { Stores } from '../snapshots/write-snapshot'
import { Flight } from './flight'
import { changedParts } from './item-parts'
import type { Setup } from './known-records'
import type { Lease } from './lease'
import { idsOf } from './missing'
import { namesOf } from './plan/tally'
import type { Pool } from './pool'
import { report } from './report'
import { claimed, type Run } from './run-state'
import { underLease } from './under-lease'

export interface Reconciling extends Stores {
  ingestion: Graph
  run: Run
  setup: Setup
  lease: Lease
  /** The requests in flight of the connection. */
  pool: Pool
  /** Aborted when the run has to stop. */
  stopped: AbortSignal
}

const pageSize = 200

interface Entry {
  itemId: string
  parts: string | null
  title: string | null
}

type Finding = typeof findings.$inferInsert

/**
 * Compares what the ledger says with what Graph holds, item by item or in a sample, and writes down what differs. It only
 * reads at Graph, and goes on after a restart where it was.
 */
export async function reconcile(reconciling: Reconciling): Promise<void> {
  const { db, run, stopped } = reconciling
  const { connectionId } = run
  const all = await db.$count(ledger, theirs(connectionId))
  const share = Math.min(1, (run.selection?.sample ?? all) / Math.max(1, all))
  await report(reconciling, run, { phase: 'push', totalRows: Math.round(all * share) })
  const held = await heldBySource(reconciling, connectionId)
  for (let after = run.selection?.after ?? ''; ; ) {
    stopped.throwIfAborted()
    const page = await pageOf(db, run, after, share)
    if (page.entries.length > 0) await check(reconciling, page.entries, held)
    if (page.next === null) return
    after = page.next
    await noteChecked(db, run, page.entries.length, after)
  }
}

const theirs = (connectionId: string) =>
  and(eq(ledger.connectionId, connectionId), ne(ledger.sentUnder, sentUnder.lost))

/** A part of the ledger: the same items for the same run, however often it is asked. */
async function pageOf(db: Db, run: Run, after: string, share: number) {
  const rows = await db
    .select({
      itemId: ledger.itemId,
      parts: ledger.parts,
      title: ledger.title,
      chosen: sql<boolean>`(hashtext(${ledger.itemId} || ${run.id})::bigint + 2147483648) < ${share} * 4294967296`,
    })
    .from(ledger)
    .where(and(theirs(run.connectionId), gt(ledger.itemId, after)))
    .orderBy(asc(ledger.itemId))
    .limit(pageSize)
  return {
    entries: rows.filter(({ chosen }) => chosen),
    next: rows.length < pageSize ? null : (rows.at(-1)?.itemId ?? null),
  }
}

/** What the source held when it was read last; null when that is not kept. */
async function heldBySource(stores: Stores, connectionId: string): Promise<SeenIds | null> {
  const [snapshot] = await stores.db
    .select()
    .from(snapshots)
    .where(and(ofSource(connectionId, 'items'), eq(snapshots.complete, true)))
    .orderBy(sql`${snapshots.createdAt} desc`)
    .limit(1)
  return snapshot ? (await idsOf(stores, snapshot)).ids : null
}

async function check(reconciling: Reconciling, entries: Entry[], held: SeenIds | null) {
  const { db, ingestion, run, setup, lease, pool, stopped } = reconciling
  const call = underLease({ lease, pool, stopped })
  const flight = new Flight(pool)
  const found: Finding[] = []
  const failures: unknown[] = []
  for (let at = 0; at < entries.length && failures.length === 0; ) {
    await flight.idle()
    if (pool.isFull) await flight.room(stopped)
    if (stopped.aborted) break
    // Graph counts each request of a batch: it takes as many places as it has requests.
    const some = entries.slice(at, at + Math.max(1, Math.min(batchSize, pool.limit - pool.running)))
    at += some.length
    const ids = some.map(({ itemId }) => itemId)
    const look = async () => {
      try {
        const stored = await getItems(ingestion, run.connectionId, ids, call)
        for (const [index, entry] of some.entries()) {
          const finding = differs(entry, stored[index] ?? null, setup, held)
          if (finding) found.push({ syncId: run.id, itemId: entry.itemId, title: entry.title, ...finding })
        }
        for (const _ of some) pool.succeeded()
      } catch (error) {
        failures.push(error)
      }
    }
    flight.start(look, some.length)
  }
  await flight.idle()
  if (failures.length > 0) throw failures[0]
  stopped.throwIfAborted()
  if (found.length > 0) await db.insert(findings).values(found).onConflictDoNothing()
}

function differs(
  { itemId, parts }: Entry,
  stored: StoredItem | null,
  { schema }: Setup,
  held: SeenIds | null,
): { kind: FindingKind; what: string[] } | null {
  if (stored) {
    const what = changedParts(stored as ExternalItem, parts, namesOf(schema))
    return what.length > 0 ? { kind: 'changed', what } : null
  }
  const isGone = held !== null && held.rowOf(itemId) === undefined
  return { kind: isGone ? 'gone' : 'missing', what: [] }
}

async function noteChecked(db: Db, run: Run, checked: number, after: string) {
  run.selection = { ...run.selection, after }
  const counts = { ...run.counts, read: run.counts.read + checked, unchanged: run.counts.unchanged + checked }
  run.counts = counts
  const { selection } = run
  await db
    .update(syncs)
    .set({ selection, counts, checkpointCounts: counts, flushedAt: new Date() })
    .where(claimed(run))
}
