import { and, count, desc, eq, min, sql } from 'drizzle-orm'
import { holdsText } from '../../db/holds-text'
import type { Db } from '../../db/open'
import { syncErrors, syncs } from '../../db/schema'
import { workersAlive } from '../../jobs/heartbeat'
import type { ItemChanges } from '../../model/sync/run-type'
import { isLive, isMoving } from '../../model/sync/status'
import type { SyncCounts, SyncErrorGroup, SyncErrorView, SyncView } from '../../model/sync/sync'
import { AppError } from '../../platform/errors'

/** The runs of a connection, latest first; with `before`, those that are older than that run. */
export async function listSyncs(
  db: Db,
  connectionId: string,
  { before, limit = 20 }: { before?: string; limit?: number } = {},
): Promise<SyncView[]> {
  const older = sql`(${syncs.createdAt}, ${syncs.id}) < (select created_at, id from ${syncs} as last where last.id = ${before})`
  const rows = await db
    .select()
    .from(syncs)
    .where(and(eq(syncs.connectionId, connectionId), before === undefined ? undefined : older))
    .orderBy(desc(syncs.createdAt), desc(syncs.id))
    .limit(limit)
  const alive = rows.some(isMoving) ? (await workersAlive(db)).alive : true
  return rows.map((row) => toView(row, alive))
}

export async function getSyncView(db: Db, syncId: string): Promise<SyncView> {
  const row = await findRow(db, syncId)
  return toView(row, isMoving(row) ? (await workersAlive(db)).alive : true)
}

/** The connection that a run belongs to. Throws `not-found`. */
export async function connectionOfSync(db: Db, syncId: string): Promise<string> {
  const { connectionId } = await findRow(db, syncId)
  return connectionId
}

async function findRow(db: Db, syncId: string) {
  const [row] = isUuid(syncId) ? await db.select().from(syncs).where(eq(syncs.id, syncId)) : []
  if (!row) throw new AppError('not-found', 'The console does not know this sync.')
  return row
}

const isUuid = (id: string) => /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(id)

/** After this long without news no worker is running it, and the last rate is out of date. */
const silentMs = 10_000

function toView(row: typeof syncs.$inferSelect, workerAlive: boolean): SyncView {
  const { id, connectionId, status, sourceKind, sourceName, totalRows, problem, startedBy } = row
  const { notHeld, unregistered } = row
  const silent = !row.flushedAt || Date.now() - row.flushedAt.getTime() > silentMs
  return {
    id,
    connectionId,
    status,
    sourceKind,
    sourceName,
    type: row.type,
    phase: row.phase,
    staged: row.staged,
    totalRows,
    counts: countsOf(row),
    changes: changesOf(row),
    heldHash: row.heldHash,
    rate: status === 'running' && !silent ? row.rate : 0,
    pace: status === 'running' && !silent ? row.pace : 0,
    pacing: status === 'running' && !silent ? row.pacing : null,
    waitsForWorker: !workerAlive && isMoving({ status }),
    notHeld,
    unregistered,
    problem,
    startedBy,
    createdAt: row.createdAt.toISOString(),
    startedAt: row.startedAt?.toISOString() ?? null,
    finishedAt: row.finishedAt?.toISOString() ?? null,
  }
}

/** Rows that were read and have no outcome do not count once a run is over: the next one sends them. */
function countsOf({
  status,
  counts: { read, sent, unchanged, failed, setAside = 0 },
}: typeof syncs.$inferSelect): SyncCounts {
  const done = sent + unchanged + failed
  return {
    read: isLive({ status }) ? read : done,
    sent,
    unchanged,
    failed,
    ...(setAside > 0 ? { setAside } : {}),
  }
}

/** What became of items: the sent ones are created or updated. */
function changesOf({ type, counts, changes }: typeof syncs.$inferSelect): ItemChanges {
  // What is new is members there, and what is changed is groups, created and renamed.
  if (type === 'groups')
    return { ...changes, created: counts.sent, updated: changes.created + changes.updated }
  const created = counts.created ?? 0
  return { ...changes, created, updated: counts.sent - created }
}

const { itemId, message, field, graphRequestId } = syncErrors
const searched = [itemId, syncErrors.code, message, field, graphRequestId]

export interface SyncErrorPage {
  /** All errors of the run by their cause, most frequent first. */
  groups: SyncErrorGroup[]
  errors: SyncErrorView[]
  /** Of the asked code, or of all. */
  total: number
  page: number
  pageSize: number
}

interface Which {
  code?: string
  words?: string
  page?: number
  pageSize?: number
}

/** Rows that failed, in the order of the file; `code` picks one cause, `words` those that hold a text. Pages count from 1. */
export async function listSyncErrors(
  db: Db,
  syncId: string,
  { code, words, page = 1, pageSize = 50 }: Which = {},
): Promise<SyncErrorPage> {
  const groups = await db
    .select({ code: syncErrors.code, count: count(), message: min(syncErrors.message) })
    .from(syncErrors)
    .where(eq(syncErrors.syncId, syncId))
    .groupBy(syncErrors.code)
    .orderBy(sql`count(*) desc`, syncErrors.code)
  const wanted = and(
    eq(syncErrors.syncId, syncId),
    code === undefined ? undefined : eq(syncErrors.code, code),
    words ? holdsText(words, searched) : undefined,
  )
  const errors = await db
    .select({
      row: syncErrors.row,
      itemId: syncErrors.itemId,
      code: syncErrors.code,
      message: syncErrors.message,
      field: syncErrors.field,
      graphRequestId: syncErrors.graphRequestId,
    })
    .from(syncErrors)
    .where(wanted)
    .orderBy(syncErrors.row)
    .limit(pageSize)
    .offset((page - 1) * pageSize)
  const picked = code === undefined ? groups : groups.filter((group) => group.code === code)
  const total = words
    ? await db.$count(syncErrors, wanted)
    : picked.reduce((sum, group) => sum + group.count, 0)
  const named = groups.map(({ message, ...group }) => ({ ...group, message: message ?? '' }))
  return { groups: named, errors, total, page, pageSize }
}
