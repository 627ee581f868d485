import { and, eq } from 'drizzle-orm'
import { lockConnection } from '../../db/connections'
import { schemaVersionOf } from '../../db/debts'
import type { Db } from '../../db/open'
import { ledger } from '../../db/schema'
import { seenSchema } from '../../db/seen-schema'
import { deleteItem, putItem } from '../../graph/items'
import { parseJson } from '../../model/exact-json'
import { aclWords } from '../../model/items/acl-words'
import { bodyBytes, ExternalItem } from '../../model/items/item'
import { type CommandResult, hasArrived, type ItemChange, type RecordTrace } from '../../model/sync/command'
import { AppError } from '../../platform/errors'
import { open, type Sealed } from '../../platform/secret-box'
import { doubt } from '../doubt'
import { factsOf } from '../item-facts'
import { hashItem, recordPushed } from '../ledger'
import { ready } from '../ready'
import { itemPurpose } from './item-purpose'
import { type Comparing, compared, readBack } from './send-record'
import { type CommandDeps, callOf, type Held } from './send-records'
import { Trace, TraceEnded } from './trace'

/** No source has a record, and no mapping a version, of this name: a run that has the item sends it anew. */
const byHand = 'by hand'

type Change = ItemChange & { id: string; connectionId: string; item: Sealed | null }

/** Writes or deletes one item that somebody has asked for. */
export async function changeItem(deps: CommandDeps, held: Held, change: Change): Promise<CommandResult> {
  if (change.change === 'delete') return await removed(deps, held, change)
  const trace = new Trace()
  try {
    await written(deps, held, change, trace)
  } catch (error) {
    if (!(error instanceof TraceEnded)) throw error
  }
  const { steps } = trace
  const told: RecordTrace = { row: null, itemId: change.itemId, sourceName: null, readAt: null, steps }
  const failed = steps.find(({ outcome }) => outcome === 'failed')
  const failure = { row: null, itemId: change.itemId, outcome: 'failed' as const }
  return hasArrived(told)
    ? { sent: 1, failed: 0, failures: [], trace: told }
    : { sent: 0, failed: 1, failures: [{ ...failure, message: failed?.text ?? null }], trace: told }
}

async function written(deps: CommandDeps, held: Held, change: Change, trace: Trace) {
  const { db, configuration, ingestion } = deps
  const { id, connectionId, itemId } = change
  const { pool } = held
  const call = callOf(held)
  const { item } = await trace.step('read', () => {
    if (!change.item)
      throw new AppError('not-found', 'What was written is not kept any more. Write it again.')
    const item = ExternalItem.parse(parseJson(open(change.item, itemPurpose(id), deps.settings.secretKey)))
    return { item, text: 'Written by hand in the console.' }
  })
  const names = Object.keys(item.properties).filter((name) => !name.includes('@'))
  await trace.step('map', () => ({
    text: `${names.length} properties${item.content ? ' and content' : ''}.`,
  }))
  const setup = await trace.step('check', async () => {
    const sentUnder = await schemaVersionOf(db, connectionId)
    const { schema } = await ready(configuration, connectionId)
    await seenSchema(db, connectionId, schema)
    const known = new Set(schema.properties.map(({ name }) => name))
    const unknown = names.filter((name) => !known.has(name))
    if (unknown.length > 0)
      throw new AppError('invalid', `The schema has no property ${unknown.join(', ')} any more.`)
    return { connectionId, schema, sentUnder, text: `${bodyBytes(item).toLocaleString('en')} bytes.` }
  })
  await trace.step('access', () => ({ text: aclWords(item.acl) }))
  const { isNew } = await trace.step('compare', () => compared({ db, setup }, itemId, item))
  await trace.step('send', async () => {
    await doubt(db, connectionId, [itemId])
    const put = () => putItem(ingestion, connectionId, itemId, item, call)
    const { requestId } = await pool.within(put, call.signal)
    pool.succeeded()
    await recorded(db, setup, { commandId: id, itemId, item })
    return { text: isNew ? 'Graph has created it.' : 'Graph has replaced it.', graphRequestId: requestId }
  })
  await trace.step('readBack', () => readBack({ ingestion, setup, pool, call }, itemId, item))
}

interface Recorded {
  commandId: string
  itemId: string
  item: ExternalItem
}

async function recorded(db: Db, setup: Comparing['setup'], { commandId, itemId, item }: Recorded) {
  const { connectionId, schema, sentUnder } = setup
  const made = { itemId, item, hash: hashItem(item), rowHash: byHand }
  const facts = factsOf(made, { schema, mappingVersion: byHand })
  await db.transaction(async (tx) => {
    // Deleted meanwhile, with all of its items.
    if (!(await lockConnection(tx, connectionId))) return
    await recordPushed(tx, { connectionId, syncId: commandId }, [{ ...facts, sentUnder }])
    await tx.update(ledger).set({ byHand: true }).where(ofItem(connectionId, itemId))
  })
}

async function removed(
  deps: CommandDeps,
  held: Held,
  { connectionId, itemId }: Change,
): Promise<CommandResult> {
  const { db, ingestion } = deps
  const call = callOf(held)
  await doubt(db, connectionId, [itemId])
  await held.pool.within(() => deleteItem(ingestion, connectionId, itemId, call), call.signal)
  await db.delete(ledger).where(ofItem(connectionId, itemId))
  return { sent: 1, failed: 0, failures: [], trace: null }
}

const ofItem = (connectionId: string, itemId: string) =>
  and(eq(ledger.connectionId, connectionId), eq(ledger.itemId, itemId))
