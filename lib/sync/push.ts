import type { Graph } from '../graph/client'
import { putItem } from '../graph/items'
import { sentUnder } from '../model/debts/debt'
import { type AbortRules, rulesOf } from '../model/sync/abort-rules'
import { mostSent, type Plan } from '../model/sync/plan'
import { AppError } from '../platform/errors'
import { isTransient } from '../platform/retry'
import type { SeenIds } from '../snapshots/seen'
import type { StagedRecord } from '../snapshots/staged'
import type { SnapshotRow } from '../snapshots/write-snapshot'
import { ahead } from './ahead'
import { isOwnDoubt } from './doubt'
import { factsOf } from './item-facts'
import type { Setup } from './known-records'
import { AccessWatch } from './plan/access-watch'
import { PlanExceeded } from './plan/hold-plan'
import { type Item, prepare } from './prepare'
import type { Entry } from './progress'
import type { RowError } from './record-progress'
import { rowErrorOf } from './row-error'
import { Sending, type SendingRun } from './sending'
import { isDenial, Refusals } from './stop'

export interface Pushing extends Omit<SendingRun, 'rules'> {
  /** Tells why an item was refused. */
  configuration: Graph
  ingestion: Graph
  run: SendingRun['run'] & { abortRules: AbortRules | null }
  setup: Setup
  /** The records after the checkpoint. */
  records: AsyncIterable<StagedRecord[]>
  /** The ids of the rows up to it. */
  taken: SeenIds
  /** The plan that it may not exceed. */
  approved: Plan | null
  /** Of a retry: what it reads. */
  retried?: SnapshotRow
}

/** Whether Graph has said that it did not take the item. Something between may answer in its place, with any other status. */
const isRefused = (error: unknown) =>
  error instanceof AppError && error.status !== undefined && error.status >= 400 && error.status < 500

/** How long a look at the connection may wait for Graph. */
const lookMs = 5_000

/**
 * Sends what is new or changed and accounts for every row. Throws what ended it before the end of the file;
 * what has been done until then is recorded.
 */
export async function pushRows(pushing: Pushing): Promise<void> {
  const { db, configuration, ingestion, run, setup, records, taken, approved, retried } = pushing
  const rules = rulesOf(run.abortRules)
  const sending = new Sending({ ...pushing, rules })
  const { call, progress } = sending
  const access = approved ? null : new AccessWatch(db, setup.connectionId, rules)
  const refusals = new Refusals(configuration, setup.connectionId, { signal: call.signal, waitMs: lookMs })
  let started = run.checkpointCounts.sent
  const most = approved ? mostSent(approved, rules.tolerance) : Number.POSITIVE_INFINITY

  async function push(entry: Entry, one: Item) {
    const { itemId, item, before } = one
    const began = performance.now()
    let tried = false
    const check = () => {
      call.check?.()
      tried = true
    }
    try {
      await putItem(ingestion, setup.connectionId, itemId, item, { ...call, check })
      const pushed = { ...factsOf(one, setup), sentUnder: setup.sentUnder }
      const created = !before || before.sentUnder === sentUnder.lost || isOwnDoubt(before, setup.syncId)
      sending.accepted(entry, { kind: 'sent', created, pushed }, performance.now() - began)
    } catch (error) {
      if (tried && !isRefused(error)) progress.doubt({ itemId, sentUnder: setup.sentUnder })
      if (sending.isOver(error)) return
      if (!(error instanceof AppError)) return sending.end(error)
      const rowError = { ...rowErrorOf(error, itemId), tried: one.tried }
      if (isTransient(error)) sending.undecide(entry, rowError, error)
      else await refused(entry, rowError, error)
    }
  }

  async function refused(entry: Entry, rowError: RowError, error: AppError) {
    try {
      const verdict = await refusals.verdict(error)
      // A proxy on the way may deny one item for what is in it; an app that lost its permission gets none through.
      if (verdict && isDenial(error, verdict)) sending.undecide(entry, rowError, verdict)
      else if (verdict) sending.end(verdict)
      else sending.fail(entry, rowError, error.code !== 'invalid')
    } catch (failure) {
      if (!sending.isOver(failure)) sending.end(failure)
    }
  }

  const prepared = prepare(records, { db, setup, taken, call, retried })
  try {
    for await (const batch of ahead(prepared)) {
      await access?.look(batch)
      for (const one of batch) {
        await sending.room({ toSend: 'item' in one })
        if ('item' in one && approved && ++started > most) throw new PlanExceeded(most)
        const entry = progress.read(one.row)
        if ('item' in one) sending.start(() => push(entry, one))
        else sending.settle(entry, one.outcome)
      }
    }
  } catch (error) {
    sending.end(error)
  }
  await sending.finish()
}
