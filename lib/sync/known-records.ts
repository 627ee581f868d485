import { setImmediate as breath } from 'node:timers/promises'
import { hasLeftOut, leftOutOf } from '../db/failing'
import type { Db } from '../db/open'
import type { Mapping } from '../model/mapping/mapping'
import type { RowResult } from '../model/mapping/row-to-item'
import type { ConnectorSchema } from '../model/schema/schema'
import type { StagedRecord } from '../snapshots/staged'
import type { SnapshotRow } from '../snapshots/write-snapshot'
import { ahead } from './ahead'
import { compare, type Known, same } from './ledger'
import type { Mapper } from './mapper'
import { overtakenOf } from './overtaken'

/** What a run needs to know of its connection to turn records into items. */
export interface Setup {
  connectionId: string
  syncId: string
  mapping: Mapping
  schema: ConnectorSchema
  contentCategory: string | null | undefined
  tenantId: string
  /** Of mapping and schema: a record that has not changed under the same one is not mapped again. */
  mappingVersion: string
  /** Closed when nothing more is mapped. */
  mapper: Mapper
  /** What items are sent under; one that was sent under less is sent again, though it has not changed. */
  sentUnder: number
}

/** A record with what is known of its item before it is mapped. */
export interface KnownRecord {
  record: StagedRecord
  itemId: string | null
  /** What was sent of it before; `same` when that was the same, by an earlier run. */
  before: Known | undefined | typeof same
  /** Of a record that has to be mapped. */
  made?: RowResult
  /** It is set aside, and has not changed since. */
  leftOut?: boolean
  /** Of a retry: a newer run has sent its item. */
  overtaken?: boolean
}

interface Knowing {
  db: Db
  setup: Setup
  /** Of a retry: what it reads. Records are tried that are set aside, for somebody has asked for them. */
  retried?: SnapshotRow
}

const batchSize = 1_000

/**
 * What is known of records, and what their expressions give. Database and expressions work in other processes: while one
 * batch waits for them, the one before is mapped here.
 */
export async function* knownRecords(
  records: AsyncIterable<StagedRecord[]>,
  knowing: Knowing,
): AsyncGenerator<KnownRecord[]> {
  const { db, setup, retried } = knowing
  const all = retried !== undefined || !(await hasLeftOut(db, setup.connectionId))
  for await (const some of ahead(records)) {
    for (let at = 0; at < some.length; at += batchSize) {
      // A source without changes is computing only. A pause between batches lets the portal answer requests.
      await breath()
      yield await knownOf(some.slice(at, at + batchSize), { db, setup, retried, all })
    }
  }
}

async function knownOf(
  batch: StagedRecord[],
  { db, setup, retried, all }: Knowing & { all: boolean },
): Promise<KnownRecord[]> {
  const { mapper } = setup
  const ids = await mapper.idsOf(batch)
  // A user may have changed without the record that names them.
  const compared = { ...setup, isSameEnough: !mapper.looksUp }
  const before = await compare(
    db,
    compared,
    batch.map(({ hash }, at) => ({ itemId: ids[at] ?? null, rowHash: hash })),
  )
  const entries = batch.map((record, at): KnownRecord => {
    const itemId = ids[at] ?? null
    return { record, itemId, before: before[at] }
  })
  if (!all) await leaveOut(entries, { db, setup })
  if (retried) await markOvertaken(entries, { db, setup, retried })
  await mapper.evaluate(entries.filter(isToMap).map(({ record }) => record))
  return entries
}

export const isToMap = ({ record, before, leftOut, overtaken }: KnownRecord) =>
  !record.problem && before !== same && !leftOut && !overtaken

/** The id that a record has, though it may be one that makes no item. */
export const idOf = ({ record, itemId }: KnownRecord) => record.id ?? itemId

/** What of a record is tried: another record or another mapping may make an item where this one did not. */
export const triedOf = ({ record }: KnownRecord, { mappingVersion }: Setup) =>
  `${record.hash} ${mappingVersion}`

/** Marks the records whose items a newer run has sent, of what the source held later. */
async function markOvertaken(entries: KnownRecord[], { db, setup, retried }: Required<Knowing>) {
  const itemIds = entries.flatMap(({ itemId, before }) =>
    itemId === null || before === undefined ? [] : [itemId],
  )
  const overtaken = await overtakenOf(db, setup.connectionId, itemIds, retried)
  for (const entry of entries) entry.overtaken = entry.itemId !== null && overtaken.has(entry.itemId)
}

/** Marks the records that failed before and that runs are not to try any more. */
async function leaveOut(entries: KnownRecord[], { db, setup }: Knowing) {
  const records = entries.flatMap((entry) => {
    const itemId = idOf(entry)
    return itemId === null || entry.before === same ? [] : [{ itemId, tried: triedOf(entry, setup) }]
  })
  const out = await leftOutOf(db, setup, records)
  // Another record may have the same id.
  for (const entry of entries)
    entry.leftOut = entry.before !== same && out.get(idOf(entry) ?? '') === triedOf(entry, setup)
}
