import { setImmediate as breath } from 'node:timers/promises'
import type { Db } from '../db/open'
import type { CallOptions, Graph } from '../graph/client'
import { findUsers } from '../graph/users'
import type { ExternalItem } from '../model/items/item'
import { linkOf } from '../model/items/link'
import type { Mapping } from '../model/mapping/mapping'
import { rowToItem } from '../model/mapping/row-to-item'
import type { ConnectorSchema } from '../model/schema/schema'
import type { SourceRecord } from '../sources/record'
import { hashItem, lookUp, recordLinks } from './ledger'
import type { Outcome, RowError } from './progress'
import { SeenIds } from './seen'

/** What a run needs to know of its connection to turn rows into items. */
export interface Plan {
  connectionId: string
  syncId: string
  mapping: Mapping
  schema: ConnectorSchema
  contentCategory: string | null | undefined
  tenantId: string
  /** Requests that may be in flight at once. */
  mostInFlight: number
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
  /** Where the item is found on the web: its property labelled `url`. */
  url: string | null
  upn?: string
}

export interface Preparing {
  db: Db
  /** For looking users up. */
  ingestion: Graph
  plan: Plan
  /** Rows up to here have their outcome; only their ids are remembered. */
  checkpoint: number
  call: CallOptions
}

const batchSize = 500

/** Rows as items, in the order of the file: those that cannot or need not be sent are settled already. */
export async function* prepare(
  rows: AsyncIterable<SourceRecord[]>,
  preparing: Preparing,
): AsyncGenerator<Prepared[]> {
  const seen = new SeenIds()
  for await (const some of rows) {
    for (let at = 0; at < some.length; at += batchSize) {
      // A file without changes is computing only. A pause between batches lets the portal answer requests.
      await breath()
      const made = some.slice(at, at + batchSize).map((row) => make(row, preparing.plan, seen))
      const open = made.filter(({ row }) => row > preparing.checkpoint)
      if (open.length > 0) yield await compare(open, preparing)
    }
  }
}

const failed = (row: number, error: RowError): Prepared => ({ row, outcome: { kind: 'failed', error } })

function make({ row, id, values, problem }: SourceRecord, plan: Plan, seen: SeenIds): Prepared {
  if (problem) return failed(row, { itemId: id ?? null, ...problem })
  const { mapping, schema, contentCategory, tenantId } = plan
  const { item, itemId, problems, upn } = rowToItem({
    row: values,
    mapping,
    schema,
    contentCategory,
    tenantId,
  })
  const before = itemId === null ? undefined : seen.add(itemId, row)
  if (before !== undefined) {
    const message = `Row ${before} has the same item id '${itemId}' and was taken. Give each row an id of its own, or delete one of the two.`
    return failed(row, { itemId, code: 'duplicate-id', message, field: 'itemId' })
  }
  const errors = problems.filter(({ severity }) => severity === 'error')
  if (item === null || itemId === null) {
    const message = errors.map((error) => error.message).join(' ')
    return failed(row, { itemId, code: 'invalid-value', message, field: errors[0]?.field })
  }
  return { row, itemId, item, hash: hashItem(item), url: linkOf(item, schema), upn }
}

/** Settles rows whose items are unchanged, and people who are not in the tenant. */
async function compare(batch: Prepared[], preparing: Preparing): Promise<Prepared[]> {
  const { connectionId, syncId, sentUnder } = preparing.plan
  const ids = batch.flatMap((one) => ('item' in one ? [one.itemId] : []))
  const known = await lookUp(preparing.db, connectionId, ids)
  const compared = batch.map((one): Prepared => {
    if (!('item' in one)) return one
    const before = known.get(one.itemId)
    if (before?.hash !== one.hash || before.sentUnder < sentUnder) return one
    // Sent by this run before it was interrupted.
    return { row: one.row, outcome: { kind: before.syncId === syncId ? 'sent' : 'unchanged' } }
  })
  const unnoted = batch.flatMap((one) => {
    if (!('item' in one) || one.url === null) return []
    const before = known.get(one.itemId)
    return before && !before.hasLink && before.hash === one.hash ? [{ itemId: one.itemId, url: one.url }] : []
  })
  await recordLinks(preparing.db, connectionId, unnoted)
  return await matchPeople(compared, preparing)
}

const lookUpSize = 20
const lookUpsAtOnce = 4

async function matchPeople(batch: Prepared[], { ingestion, plan, call }: Preparing): Promise<Prepared[]> {
  const names = batch.flatMap((one) => ('item' in one && one.upn ? [one.upn] : []))
  if (names.length === 0) return batch
  const unmatched = await findUnmatched(ingestion, names, call)
  const account = plan.schema.properties.find(({ labels }) => labels?.includes('personAccount'))?.name
  return batch.map((one) => {
    if (!('item' in one) || !one.upn || !unmatched.has(one.upn.trim().toLowerCase())) return one
    const message = `The tenant has no user '${one.upn}', so the row would be of nobody. Correct the account, or delete the row.`
    return failed(one.row, { itemId: one.itemId, code: 'unmatched-user', message, field: account })
  })
}

async function findUnmatched(ingestion: Graph, names: string[], call: CallOptions) {
  const unmatched = new Set<string>()
  const open = [...names]
  const work = async () => {
    for (let some = open.splice(0, lookUpSize); some.length > 0; some = open.splice(0, lookUpSize)) {
      for (const [name, user] of await findUsers(ingestion, some, call)) if (!user) unmatched.add(name)
    }
  }
  await Promise.all(Array.from({ length: lookUpsAtOnce }, work))
  return unmatched
}

/** Keeps one batch in preparation while another is being sent. */
export async function* ahead<T>(source: AsyncGenerator<T>): AsyncGenerator<T> {
  const begin = () => {
    const started = source.next()
    // Handled when the consumer asks for it. Until then a rejection would be unhandled and end the process.
    started.catch(() => {})
    return started
  }
  let next = begin()
  try {
    for (let result = await next; !result.done; result = await next) {
      next = begin()
      yield result.value
    }
  } finally {
    // The consumer has stopped, so failures of the preparation no longer matter.
    await next.catch((error: unknown) => error)
    await source.return(undefined)
  }
}
