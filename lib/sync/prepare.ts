import { setImmediate as breath } from 'node:timers/promises'
import { leftOutOf } from '../db/failing'
import type { Db } from '../db/open'
import type { CallOptions } from '../graph/client'
import type { ExternalItem } from '../model/items/item'
import type { Mapping } from '../model/mapping/mapping'
import type { RowResult } from '../model/mapping/row-to-item'
import type { ConnectorSchema } from '../model/schema/schema'
import type { SeenIds } from '../snapshots/seen'
import type { StagedRecord } from '../snapshots/staged'
import { factsOf } from './item-facts'
import { compare, hashItem, type ItemFacts, type Known, recordFacts, same } from './ledger'
import type { Mapper } from './mapper'
import type { Outcome } from './progress'
import type { RowError } from './record-progress'

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

/** A row whose outcome is known without Graph, or the item to send for it. */
export type Prepared = { row: number; outcome: Outcome } | Item
export interface Item {
  row: number
  itemId: string
  item: ExternalItem
  hash: string
  rowHash: string
  /** What of it is tried (`Failed.tried`). */
  tried: string
  /** What was sent of it before. */
  before: Known | undefined
  upn?: string
  /** Users without whom it is sent: the tenant does not have them. */
  leftOut: string[]
}

export interface Preparing {
  db: Db
  setup: Setup
  /** The ids of the rows before, of those whose records make items. */
  taken: SeenIds
  call: CallOptions
  /** Whether records are tried that are set aside: somebody has asked for them. */
  all?: boolean
}

const batchSize = 1_000

/** Records as items, in their order: those that cannot or need not be sent are settled already. */
export async function* prepare(
  records: AsyncIterable<StagedRecord[]>,
  preparing: Preparing,
): AsyncGenerator<Prepared[]> {
  for await (const some of records) {
    for (let at = 0; at < some.length; at += batchSize) {
      // A source without changes is computing only. A pause between batches lets the portal answer requests.
      await breath()
      yield await prepareBatch(some.slice(at, at + batchSize), preparing)
    }
  }
}

async function prepareBatch(batch: StagedRecord[], preparing: Preparing): Promise<Prepared[]> {
  const { db, setup, call } = preparing
  const { connectionId, mapper } = setup
  const ids = await mapper.idsOf(batch)
  // A user may have changed without the record that names them.
  const compared = { ...setup, isSameEnough: !mapper.looksUp }
  const known = await compare(
    db,
    compared,
    batch.map(({ hash }, at) => ({ itemId: ids[at] ?? null, rowHash: hash })),
  )
  const entries = batch.map((record, at): Entry => {
    const itemId = ids[at] ?? null
    return { record, itemId, before: known[at] }
  })
  if (!preparing.all) await leaveOut(entries, preparing)
  const toMap = entries.filter(
    ({ record, before, leftOut }) => !record.problem && before !== same && !leftOut,
  )
  const made = await mapper.itemsOf(
    toMap.map(({ record }) => record),
    call,
  )
  for (const [at, entry] of toMap.entries()) entry.made = made[at]
  const facts: ItemFacts[] = []
  const prepared = entries.map((entry) => prepareOne(entry, preparing, facts))
  await recordFacts(db, connectionId, facts)
  return await matchPeople(prepared, preparing)
}

interface Entry {
  record: StagedRecord
  itemId: string | null
  /** What was sent of it before; `same` when that was the same, by an earlier run. */
  before: Known | undefined | typeof same
  /** Of a record that has to be mapped. */
  made?: RowResult
  /** It is set aside, and has not changed since. */
  leftOut?: boolean
}

/** The id that a record has, though it may be one that makes no item. */
const idOf = ({ record, itemId }: Entry) => record.id ?? itemId

/** What of a record is tried: another record or another mapping may make an item where this one did not. */
const triedOf = ({ record }: Entry, { mappingVersion }: Setup) => `${record.hash} ${mappingVersion}`

/** Marks the records that failed before and that runs are not to try any more. */
async function leaveOut(entries: Entry[], { db, setup }: Preparing) {
  const records = entries.flatMap((entry) => {
    const itemId = idOf(entry)
    return itemId === null || entry.before === same ? [] : [{ itemId, tried: triedOf(entry, setup) }]
  })
  const out = await leftOutOf(db, setup, records)
  if (out.size > 0)
    for (const entry of entries) entry.leftOut = out.has(idOf(entry) ?? '') && entry.before !== same
}

const isPaid = (before: Known | undefined, { sentUnder }: Setup): before is Known =>
  before !== undefined && before.sentUnder >= sentUnder

const failed = (row: number, error: RowError): Prepared => ({ row, outcome: { kind: 'failed', error } })

function prepareOne(entry: Entry, { setup, taken }: Preparing, facts: ItemFacts[]): Prepared {
  const { record, itemId, before, made } = entry
  const { row, hash: rowHash } = record
  const tried = triedOf(entry, setup)
  const known = idOf(entry)
  if (entry.leftOut && known !== null) return { row, outcome: { kind: 'unchanged', setAside: known } }
  if (record.problem) return failed(row, { itemId: known, ...record.problem, tried })
  if (before === same && itemId !== null)
    return duplicate(taken, itemId, row) ?? { row, outcome: { kind: 'unchanged' } }

  const { item, upn, problems, leftOut } = made ?? { item: null, problems: [], leftOut: [] }
  if (item === null || itemId === null) {
    const errors = problems.filter(({ severity }) => severity === 'error')
    const message = errors.map((error) => error.message).join(' ')
    const [first] = errors
    return failed(row, { itemId, code: first?.code ?? 'invalid-value', message, field: first?.field, tried })
  }
  const twice = duplicate(taken, itemId, row)
  if (twice) return twice
  const sent = before === same ? undefined : before
  const one = { row, itemId, item, hash: hashItem(item), rowHash, tried, before: sent, upn, leftOut }
  if (!isPaid(sent, setup) || sent.hash !== one.hash) return one
  facts.push(factsOf(one, setup))
  return { row, outcome: unchanged(sent, setup) }
}

/** The first record that makes an item of an id is taken, those after it are not. */
function duplicate(taken: SeenIds, itemId: string, row: number): Prepared | undefined {
  const before = taken.add(itemId, row)
  if (before === undefined) return undefined
  const message = `Row ${before} has the same item id '${itemId}' and was taken. Give each row an id of its own, or delete one of the two.`
  return failed(row, { itemId, code: 'duplicate-id', message, field: 'itemId' })
}

/** Sent already, by this run before it was interrupted or by another. */
const unchanged = (before: Known, { syncId }: Setup): Outcome =>
  before.syncId === syncId ? { kind: 'sent', created: before.createdIn === syncId } : { kind: 'unchanged' }

async function matchPeople(batch: Prepared[], { setup, call }: Preparing): Promise<Prepared[]> {
  const names = batch.flatMap((one) => ('item' in one && one.upn ? [one.upn] : []))
  if (names.length === 0) return batch
  const unmatched = await setup.mapper.withoutUser(names, call)
  const account = setup.schema.properties.find(({ labels }) => labels?.includes('personAccount'))?.name
  return batch.map((one) => {
    if (!('item' in one) || !one.upn || !unmatched.has(one.upn.trim().toLowerCase())) return one
    const message = `The tenant has no user '${one.upn}', so the row would be of nobody. Correct the account, or delete the row.`
    const { row, itemId, tried } = one
    return failed(row, { itemId, code: 'unmatched-user', message, field: account, tried })
  })
}
