import { and, eq, sql } from 'drizzle-orm'
import type { Db } from '../../db/open'
import { ledger } from '../../db/schema'
import type { CallOptions } from '../../graph/client'
import { sentUnder } from '../../model/debts/debt'
import { rulesOf } from '../../model/sync/abort-rules'
import { exceedsGuard } from '../../model/sync/deletions'
import type { Plan } from '../../model/sync/plan'
import { readRecords } from '../../snapshots/read-snapshot'
import { SeenIds } from '../../snapshots/seen'
import type { StagedRecord } from '../../snapshots/staged'
import type { SnapshotRow, Stores } from '../../snapshots/write-snapshot'
import { ahead } from '../ahead'
import { titleOf } from '../item-facts'
import { changedParts } from '../item-parts'
import type { Setup } from '../known-records'
import { idsOf, missingItems, tellsDeletions } from '../missing'
import { type Item, type Prepared, prepare } from '../prepare'
import { report } from '../report'
import type { Run } from '../run-state'
import { AccessTally } from './access-tally'
import { listsBefore } from './lists-before'
import { sentBefore } from './sent-before'
import { namesOf, Tally } from './tally'

export interface Planning extends Stores {
  run: Run
  setup: Setup
  snapshot: SnapshotRow
  call: CallOptions
  /** Of a retry: the records that it sends again, and the ids that others have. */
  retry?: { records: AsyncIterable<StagedRecord[]>; taken: SeenIds }
}

const reportMs = 1_000

/** Compares the whole snapshot, or what a retry reads of it, with what was sent before. Nothing is sent. */
export async function makePlan(planning: Planning): Promise<Plan> {
  const { run, setup, snapshot, call, db, retry } = planning
  const tally = new Tally()
  const access = await AccessTally.of(db, setup.connectionId)
  const preparing = { db, setup, taken: retry?.taken ?? new SeenIds(), call, retried: retry && snapshot }
  let rows = 0
  let reported = 0
  for await (const batch of ahead(prepare(retry?.records ?? readRecords(planning, snapshot), preparing))) {
    call.signal?.throwIfAborted()
    await count(planning, { tally, access }, batch)
    rows += batch.length
    if (performance.now() - reported < reportMs) continue
    reported = performance.now()
    await report(planning, run, { phase: 'plan', staged: rows })
  }
  const deletionsHeld = tellsDeletions(run, snapshot) && (await countMissing(planning, tally))
  const before = await sentBefore(db, run.id)
  const rules = rulesOf(run.abortRules)
  const isPeople = setup.contentCategory === 'people'
  return tally.plan(`${snapshot.id} ${setup.mappingVersion}`, {
    rows,
    sentBefore: before,
    deletionsHeld,
    // Who reads people data is not for the run to say.
    access: isPeople ? undefined : await access.result(db, setup.connectionId, tally.counts.toDelete, rules),
  })
}

async function count(
  { db, setup }: Planning,
  { tally, access }: { tally: Tally; access: AccessTally },
  batch: Prepared[],
) {
  const items = batch.filter((one) => 'item' in one)
  const changed = items.filter((one) => kindOf(one) === 'changed')
  const parts = await partsOf(
    db,
    setup.connectionId,
    changed.map(({ itemId }) => itemId),
  )
  const lists = await listsBefore(db, setup.connectionId, changed)
  for (const { itemId, item, ...one } of items)
    access.add(itemId, item.acl, {
      isNew: kindOf(one) === 'new',
      before: lists.get(itemId),
    })
  for (const one of batch) {
    if ('item' in one) {
      const { row, itemId, item } = one
      const kind = kindOf(one)
      tally.leaveOut(one.leftOut)
      const what =
        kind === 'changed' ? changedParts(item, parts.get(itemId) ?? null, namesOf(setup.schema)) : []
      tally.change(what)
      tally.add(kind, () => ({ row, itemId, title: titleOf(item, setup.schema), what }))
    } else if (one.outcome.kind === 'failed') tally.fail(one.row, one.outcome.error)
    else {
      if (one.outcome.kind === 'unchanged' && one.outcome.setAside !== undefined) tally.leaveAside()
      tally.add('unchanged', () => ({ row: one.row, itemId: null, title: null, what: [] }))
    }
  }
}

function kindOf({ before, hash }: Pick<Item, 'before' | 'hash'>) {
  if (!before || before.sentUnder === sentUnder.lost) return 'new'
  return before.hash === hash ? 'owed' : 'changed'
}

async function partsOf(db: Db, connectionId: string, itemIds: string[]) {
  if (itemIds.length === 0) return new Map<string, string | null>()
  const ids = sql`select json_array_elements_text(${JSON.stringify(itemIds)}::json)`
  const rows = await db
    .select({ itemId: ledger.itemId, parts: ledger.parts })
    .from(ledger)
    .where(and(eq(ledger.connectionId, connectionId), sql`${ledger.itemId} in (${ids})`))
  return new Map(rows.map(({ itemId, parts }) => [itemId, parts]))
}

/** Answers whether the deletions would be held. */
async function countMissing(planning: Planning, tally: Tally) {
  const { db, run, setup, snapshot } = planning
  const { ids, untold } = await idsOf(planning, snapshot)
  for await (const page of missingItems(db, setup.connectionId, ids)) {
    for (const { itemId, title } of page)
      tally.add('toDelete', () => ({ row: null, itemId, title, what: [] }))
  }
  const { toDelete } = tally.counts
  if (toDelete === 0) return false
  return (
    untold > 0 ||
    exceedsGuard(
      toDelete,
      await db.$count(ledger, eq(ledger.connectionId, setup.connectionId)),
      rulesOf(run.abortRules),
    )
  )
}
