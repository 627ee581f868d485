import { and, eq } from 'drizzle-orm'
import { lockConnection } from '../../db/connections'
import type { Db } from '../../db/open'
import { ledger } from '../../db/schema'
import type { CallOptions, Graph } from '../../graph/client'
import { getItem, putItem } from '../../graph/items'
import { sentUnder } from '../../model/debts/debt'
import { aclWords } from '../../model/items/acl-words'
import { bodyBytes, type ExternalItem } from '../../model/items/item'
import type { RecordTrace } from '../../model/sync/command'
import { AppError } from '../../platform/errors'
import type { StagedRecord } from '../../snapshots/staged'
import type { SnapshotRow } from '../../snapshots/write-snapshot'
import { doubt } from '../doubt'
import { factsOf } from '../item-facts'
import { changedParts, hashParts } from '../item-parts'
import type { Setup } from '../known-records'
import { hashItem, recordPushed } from '../ledger'
import { namesOf } from '../plan/tally'
import type { Pool } from '../pool'
import { Trace, TraceEnded } from './trace'

export interface Sending {
  db: Db
  ingestion: Graph
  setup: Setup
  /** Graph drops what is sent: the connection is no profile source yet. */
  unregistered: boolean
  /** The requests in flight of the connection. */
  pool: Pool
  call: CallOptions
}

/** What it takes to tell what is new about an item. */
export interface Comparing {
  db: Db
  setup: Pick<Setup, 'connectionId' | 'schema' | 'sentUnder'>
}

/** A record of a snapshot, and the first row of the snapshot with its item id. */
export interface Found {
  record: StagedRecord
  snapshot: SnapshotRow
  firstRow: (itemId: string) => number | undefined
}

/** Takes one record from its source to Graph and back, and tells of each step. */
export async function sendRecord(sending: Sending, read: () => Promise<Found>): Promise<RecordTrace> {
  const trace = new Trace()
  const about: Omit<RecordTrace, 'steps'> = { row: null, itemId: null, sourceName: null, readAt: null }
  try {
    const found = await trace.step('read', async () => readText(await read()))
    const { record, snapshot } = found
    about.row = record.row
    about.sourceName = snapshot.sourceName
    about.readAt = snapshot.createdAt.toISOString()
    const made = await trace.step('map', () => mapped(record, sending))
    about.itemId = made.itemId
    const { item, itemId } = await trace.step('check', () => checked(made, found))
    await trace.step('access', () => access(sending, item, made.upn))
    const { isNew } = await trace.step('compare', () => compared(sending, itemId, item))
    await trace.step('send', () => sent(sending, { record, itemId, item, isNew }))
    await trace.step('readBack', () => readBack(sending, itemId, item))
  } catch (error) {
    if (!(error instanceof TraceEnded)) throw error
  }
  return { ...about, steps: trace.steps }
}

function readText(found: Found) {
  const { record, snapshot } = found
  const text = `Row ${record.row.toLocaleString('en')} of ${snapshot.sourceName}.`
  if (record.problem) return { ...found, text: record.problem.message, outcome: 'failed' as const }
  return { ...found, text }
}

async function mapped(record: StagedRecord, { setup, call }: Sending) {
  const [made] = await setup.mapper.itemsOf([record], call)
  if (!made) throw new Error('A record was mapped to nothing.')
  const names = made.item ? Object.keys(made.item.properties).filter((name) => !name.includes('@')) : []
  const text = made.item
    ? `${names.length} ${names.length === 1 ? 'property' : 'properties'}${made.item.content ? ' and content' : ''}.`
    : 'No item can be made of it.'
  return { ...made, text, outcome: made.item ? ('ok' as const) : ('warn' as const) }
}

function checked(made: Awaited<ReturnType<typeof mapped>>, { record, firstRow }: Found) {
  const { item, itemId, problems } = made
  const errors = problems.filter(({ severity }) => severity === 'error')
  const first = itemId === null ? undefined : firstRow(itemId)
  if (first !== undefined && first < record.row)
    throw new AppError('invalid', `Row ${first} has the same item id, and runs send that one.`)
  if (item === null || itemId === null)
    throw new AppError('invalid', errors.map(({ message }) => message).join(' ') || 'It has no item id.')
  const bytes = `${bodyBytes(item).toLocaleString('en')} bytes.`
  const warned = problems.map(({ message }) => message).join(' ')
  return warned
    ? { item, itemId, text: `${bytes} ${warned}`, outcome: 'warn' as const }
    : { item, itemId, text: bytes }
}

async function access({ setup, pool, call, unregistered }: Sending, item: ExternalItem, upn?: string) {
  if (upn) {
    const unmatched = await pool.within(() => setup.mapper.withoutUser([upn], call), call.signal)
    if (unmatched.size > 0)
      throw new AppError('invalid', 'The tenant has no user of this account, so the item would be of nobody.')
  }
  const words = aclWords(item.acl)
  if (unregistered)
    return {
      text: `${words} Graph drops it until the connection is a profile source.`,
      outcome: 'warn' as const,
    }
  return { text: words }
}

export async function compared({ db, setup }: Comparing, itemId: string, item: ExternalItem) {
  const [before] = await db
    .select()
    .from(ledger)
    .where(and(eq(ledger.connectionId, setup.connectionId), eq(ledger.itemId, itemId)))
  if (!before || before.sentUnder === sentUnder.lost)
    return { isNew: true, text: 'New: Graph does not have it.' }
  if (before.hash !== hashItem(item)) {
    const parts = changedParts(item, before.parts, namesOf(setup.schema))
    return { isNew: false, text: parts.length > 0 ? `Changed: ${parts.join(', ')}.` : 'Changed.' }
  }
  const text =
    before.sentUnder < setup.sentUnder
      ? 'Owed: it was sent under an older schema or registration.'
      : 'Nothing has changed since it was sent. It is sent all the same.'
  return { isNew: false, text }
}

interface Made {
  record: StagedRecord
  itemId: string
  item: ExternalItem
  isNew: boolean
}

async function sent({ db, ingestion, setup, pool, call }: Sending, { record, itemId, item, isNew }: Made) {
  const { connectionId } = setup
  await doubt(db, connectionId, [itemId])
  const { requestId } = await pool.within(
    () => putItem(ingestion, connectionId, itemId, item, call),
    call.signal,
  )
  pool.succeeded()
  const facts = factsOf({ itemId, item, hash: hashItem(item), rowHash: record.hash }, setup)
  await db.transaction(async (tx) => {
    // Deleted meanwhile, with all of its items.
    if (!(await lockConnection(tx, connectionId))) return
    await recordPushed(tx, { connectionId, syncId: setup.syncId }, [{ ...facts, sentUnder: setup.sentUnder }])
  })
  return { text: isNew ? 'Graph has created it.' : 'Graph has replaced it.', graphRequestId: requestId }
}

export async function readBack(
  { ingestion, setup, pool, call }: Omit<Comparing, 'db'> & Pick<Sending, 'ingestion' | 'pool' | 'call'>,
  itemId: string,
  item: ExternalItem,
) {
  try {
    const stored = await pool.within(() => getItem(ingestion, setup.connectionId, itemId, call), call.signal)
    const differs = changedParts(stored as ExternalItem, hashParts(item), namesOf(setup.schema))
    if (differs.length === 0) return { text: 'Graph holds what was sent.' }
    return { text: `Graph holds something else in: ${differs.join(', ')}.`, outcome: 'warn' as const }
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'not-found') throw error
    return { text: 'Graph does not show it yet. Look again in a minute.', outcome: 'warn' as const }
  }
}
