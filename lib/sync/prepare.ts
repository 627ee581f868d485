import type { Db } from '../db/open'
import type { CallOptions } from '../graph/client'
import type { ExternalItem } from '../model/items/item'
import type { SeenIds } from '../snapshots/seen'
import type { StagedRecord } from '../snapshots/staged'
import type { SnapshotRow } from '../snapshots/write-snapshot'
import { ahead } from './ahead'
import { factsOf } from './item-facts'
import { idOf, isToMap, type KnownRecord, knownRecords, type Setup, triedOf } from './known-records'
import { hashItem, type ItemFacts, type Known, recordFacts, same } from './ledger'
import type { Outcome } from './progress'
import type { RowError } from './record-progress'

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
  /** Of a retry: what it reads. Records are tried that are set aside, for somebody has asked for them. */
  retried?: SnapshotRow
}

/** Records as items, in their order: those that cannot or need not be sent are settled already. */
export async function* prepare(
  records: AsyncIterable<StagedRecord[]>,
  preparing: Preparing,
): AsyncGenerator<Prepared[]> {
  for await (const entries of ahead(knownRecords(records, preparing)))
    yield await prepareBatch(entries, preparing)
}

async function prepareBatch(entries: KnownRecord[], preparing: Preparing): Promise<Prepared[]> {
  const { db, setup, call } = preparing
  const { connectionId, mapper } = setup
  const toMap = entries.filter(isToMap)
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

const isPaid = (before: Known | undefined, { sentUnder }: Setup): before is Known =>
  before !== undefined && before.sentUnder >= sentUnder

const failed = (row: number, error: RowError): Prepared => ({ row, outcome: { kind: 'failed', error } })

function prepareOne(entry: KnownRecord, { setup, taken }: Preparing, facts: ItemFacts[]): Prepared {
  const { record, itemId, before, made } = entry
  const { row, hash: rowHash } = record
  const tried = triedOf(entry, setup)
  const known = idOf(entry)
  if (entry.leftOut && known !== null) return { row, outcome: { kind: 'unchanged', setAside: known } }
  // A newer run has sent what the source said of it later.
  if (entry.overtaken) return { row, outcome: { kind: 'unchanged' } }
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
  if (before === undefined || before === row) return undefined
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
