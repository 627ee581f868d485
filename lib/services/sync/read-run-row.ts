import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { can } from '../../access/can'
import { kindOf } from '../../db/connections'
import { syncErrors, syncs } from '../../db/schema'
import { path } from '../../graph/path'
import { bodyBytes } from '../../model/items/item'
import type { RunRowView } from '../../model/sync/run-row'
import { AppError } from '../../platform/errors'
import { getSnapshot, pickRecords } from '../../snapshots/read-snapshot'
import type { StagedRecord } from '../../snapshots/staged'
import { KnownUsers } from '../../sync/known-users'
import { Mapper } from '../../sync/mapper'
import { query } from '../command'
import { readSchemaOf } from '../connections/look-up'
import type { Context } from '../context'
import { maskedText, shownTo, unquoted } from './people-data'
import { connectionOfSync } from './views'

type Run = typeof syncs.$inferSelect

/**
 * One row of a run: what the source held, the request that the mapping of the run makes of it, and what Graph answered
 * when it failed. The contents are for those who may read them.
 */
export const readRunRow = query({
  name: 'readRunRow',
  permission: 'connections.read',
  input: z.object({ syncId: z.uuid(), row: z.coerce.number().int().min(1).max(1_000_000_000) }),
  on: ({ syncId }, { db }) => connectionOfSync(db, syncId),
  async run(context, { syncId, row }): Promise<RunRowView> {
    const { db, actor } = context
    const [[run], [error]] = await Promise.all([
      db.select().from(syncs).where(eq(syncs.id, syncId)),
      db
        .select()
        .from(syncErrors)
        .where(and(eq(syncErrors.syncId, syncId), eq(syncErrors.row, row))),
    ])
    if (!run) throw new AppError('not-found', 'The console does not know this sync.')
    const { record, gone } = await recordOf(context, run, row)
    const made = record && (await requestOf(context, run, record))
    const request = made?.request ?? null
    const readable = can(actor, 'items.readContents', { connectionId: run.connectionId })
    const shown = await shownTo(context, run.connectionId)
    const isMasked = shown === 'masked'
    const problems = record?.problem ? [record.problem.message] : (made?.problems ?? [])
    return {
      row,
      sourceName: run.sourceName,
      gone,
      readable,
      values: readable ? (record?.values ?? null) : null,
      request: request && {
        ...request,
        path: isMasked ? maskedPath(request.path) : request.path,
        body: readable ? request.body : null,
      },
      problems: isMasked && problems.length > 0 ? [unquoted('invalid-value')] : problems,
      personal: shown === 'personal',
      failure: error
        ? {
            code: error.code,
            message: isMasked ? unquoted(error.code) : error.message,
            field: error.field,
            graphRequestId: error.graphRequestId,
            at: error.at.toISOString(),
          }
        : null,
    }
  },
  reveals: ({ personal }) => personal,
})

/** The id of an item may be somebody's address. */
const maskedPath = (path: string) => path.replace(/[^/]+$/, (id) => maskedText(decodeURIComponent(id)))

/** What the source held, or why that is not known any more. */
async function recordOf({ db, blobs }: Context, { snapshotId }: Run, row: number) {
  if (!snapshotId) return { record: null, gone: 'The run has not read its source.' }
  try {
    const snapshot = await getSnapshot({ db, blobs }, snapshotId)
    for await (const [record] of pickRecords({ db, blobs }, snapshot, [row])) {
      if (record) return { record, gone: null }
    }
    return { record: null, gone: 'The source had no such row.' }
  } catch (error) {
    if (error instanceof AppError && error.code === 'not-found') return { record: null, gone: error.message }
    throw error
  }
}

async function requestOf(context: Context, run: Run, record: StagedRecord) {
  const { db, settings } = context
  const { connectionId, mapping } = run
  const [{ value: schema }, kind] = await Promise.all([
    readSchemaOf(context, connectionId),
    kindOf(db, connectionId),
  ])
  // Its rows name members of groups.
  if (!schema || record.problem || run.type === 'groups') return null
  const contentCategory = kind === 'people' ? 'people' : null
  const mapped = { mapping, schema, contentCategory, tenantId: settings.tenantId }
  const mapper = new Mapper(mapped, new KnownUsers(context.ingestion))
  const [made] = await mapper.itemsOf([record]).finally(() => mapper.close())
  if (!made) return null
  const { item, itemId, problems } = made
  const messages = problems.map(({ message }) => message)
  if (!item || itemId === null) return { request: null, problems: messages }
  const address = path`/external/connections/${connectionId}/items/${itemId}`
  const request = { method: 'PUT', path: String(address), bytes: bodyBytes(item), body: item }
  return { request, problems: messages }
}
