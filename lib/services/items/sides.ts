import { and, eq } from 'drizzle-orm'
import { type ledger, sources, syncs } from '../../db/schema'
import type { Graph } from '../../graph/client'
import { getItem, type StoredItem } from '../../graph/items'
import type { ExternalItem } from '../../model/items/item'
import type { Mapping } from '../../model/mapping/mapping'
import type { Problem } from '../../model/problem'
import type { ConnectorSchema } from '../../model/schema/schema'
import { AppError, asProblem } from '../../platform/errors'
import { findRecord, findSourceRow } from '../../snapshots/find-source-row'
import { getSnapshot } from '../../snapshots/read-snapshot'
import type { StagedRecord } from '../../snapshots/staged'
import { KnownUsers } from '../../sync/known-users'
import { hashItem } from '../../sync/ledger'
import { Mapper } from '../../sync/mapper'
import type { Context } from '../context'

export interface Making {
  connectionId: string
  schema: ConnectorSchema
  contentCategory: 'people' | null
  tenantId: string
}

export interface FromSource {
  item: ExternalItem | null
  problems: string[]
  row: number
  sourceName: string
  readAt: Date
  /** What it was made of. */
  record: StagedRecord
  snapshotId: string
}

/** The item that the saved mapping makes of what the source held last; null when it did not hold it. */
export async function fromSource(
  context: Context,
  making: Making,
  itemId: string,
): Promise<FromSource | null> {
  const { db, blobs } = context
  const [[source], found] = await Promise.all([
    db
      .select({ mapping: sources.mapping })
      .from(sources)
      .where(eq(sources.connectionId, making.connectionId)),
    findSourceRow({ db, blobs }, making.connectionId, itemId),
  ])
  if (!source || !found) return null
  const { record, snapshot } = found
  const { item, problems } = await made(context, making, source.mapping, record)
  return {
    item,
    problems,
    row: record.row,
    sourceName: snapshot.sourceName,
    readAt: snapshot.createdAt,
    record,
    snapshotId: snapshot.id,
  }
}

/**
 * The item that a run sent, made again of what the run had read; its hash proves it. Null when that is not kept any
 * more, or does not make it.
 */
export async function asSent(
  context: Context,
  making: Making,
  { itemId, hash, syncId }: Pick<typeof ledger.$inferSelect, 'itemId' | 'hash' | 'syncId'>,
  source: FromSource | null,
): Promise<ExternalItem | null> {
  const { db, blobs } = context
  const [run] = await db
    .select({ mapping: syncs.mapping, snapshotId: syncs.snapshotId })
    .from(syncs)
    .where(and(eq(syncs.id, syncId), eq(syncs.connectionId, making.connectionId)))
  if (!run?.snapshotId) return null
  try {
    // The run that read the source last sent most items.
    const record =
      source?.snapshotId === run.snapshotId
        ? source.record
        : await findRecord({ db, blobs }, await getSnapshot({ db, blobs }, run.snapshotId), itemId)
    const item = record && (await made(context, making, run.mapping, record)).item
    return item && hashItem(item) === hash ? item : null
  } catch (error) {
    if (error instanceof AppError && error.code === 'not-found') return null
    throw error
  }
}

async function made({ ingestion }: Context, making: Making, mapping: Mapping, record: StagedRecord) {
  if (record.problem) return { item: null, problems: [record.problem.message] }
  const mapper = new Mapper({ ...making, mapping }, new KnownUsers(ingestion))
  try {
    const [result] = await mapper.itemsOf([record])
    const problems = result?.problems.filter(({ severity }) => severity === 'error') ?? []
    return { item: result?.item ?? null, problems: problems.map(({ message }) => message) }
  } finally {
    mapper.close()
  }
}

/** The item as Graph holds it; `item` is null when Graph has none, or when `problem` says why that is not known. */
export async function asHeld(
  ingestion: Graph,
  connectionId: string,
  itemId: string,
): Promise<{ item: StoredItem | null; problem: Problem | null }> {
  try {
    return { item: await getItem(ingestion, connectionId, itemId), problem: null }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return { item: null, problem: error.code === 'not-found' ? null : asProblem(error) }
  }
}
