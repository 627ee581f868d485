import { putItem } from '@/lib/graph/items'
import type { Mapping } from '@/lib/model/mapping/mapping'
import { rowToItem } from '@/lib/model/mapping/row-to-item'
import { peekRows } from '@/lib/sources/file/read-upload'
import type { Upload } from '@/lib/sources/file/stored-upload'
import { storesOf } from '../support/stores'
import { report } from './report'
import {
  type Bench,
  connectionId,
  helpdesk,
  perSecond,
  runToEnd,
  runToPlan,
  takeAsSent,
  uploadRows,
  withSync,
} from './sync-setup'

const rows = 10_000
/** Enough that what a run asks Graph before it begins does not count. */
const unchangedRows = 100_000
const latencyMs = 100
const sample = 150
/** That Graph allows; one place stays free for what an admin does meanwhile. */
const ceiling = 25

/** A sync of 10,000 rows at 100 ms a request, against sending one item after the other as samples do. */
export const sync = (): Promise<boolean> =>
  withSync(latencyMs, async (bench) => {
    const { upload, mapping } = await uploadRows(bench.opened, rows)
    const oneByOne = await sendOneByOne(bench, upload, mapping)
    bench.inFlight.mean()
    const first = await runToEnd(bench)
    const inFlight = bench.inFlight.mean()
    const again = await runToEnd(bench)
    const { planSeconds, skipped } = await planAndSkipAll(bench)
    const rate = perSecond(first, first.counts.sent)
    const budgets = [
      report('sync', { metric: 'one by one', value: oneByOne, unit: 'items/s' }),
      report('sync', { metric: 'sent', value: rate, unit: 'items/s' }),
      report('sync', { metric: 'speed-up', value: rate / oneByOne, unit: '×', budget: { atLeast: 20 } }),
      report('sync', {
        metric: 'concurrencyUsed',
        value: (inFlight * 100) / ceiling,
        unit: '%',
        budget: { atLeast: 95 },
      }),
      report('sync', { metric: 'failed', value: first.counts.failed, unit: 'items', budget: { atMost: 0 } }),
      report('sync', {
        metric: 'plan of 100,000 rows',
        value: planSeconds,
        unit: 's',
        budget: { atMost: 15 },
      }),
      report('sync', {
        metric: 'unchanged',
        value: skipped,
        unit: 'items/s',
        budget: { atLeast: 25_000 },
      }),
      report('sync', {
        metric: 'sent again',
        value: again.counts.sent,
        unit: 'items',
        budget: { atMost: 0 },
      }),
    ]
    return budgets.every(Boolean)
  })

/** Items per second when each waits for the one before. Under other ids, so that the sync sends all of its own. */
async function sendOneByOne({ opened, graph, tenantId }: Bench, { id }: Upload, mapping: Mapping) {
  const { schema, contentCategory } = helpdesk()
  const some = await peekRows(storesOf(opened), id, sample)
  const started = performance.now()
  for (const { row, values } of some) {
    const { item } = rowToItem({ row: values, mapping, schema, contentCategory, tenantId })
    await putItem(graph, connectionId, `sample${row}`, item)
  }
  return (sample * 1000) / (performance.now() - started)
}

/** The plan of a larger file, most of it new, and rows per second of it when nothing has changed. */
async function planAndSkipAll(bench: Bench) {
  const { upload, mapping } = await uploadRows(bench.opened, unchangedRows)
  const planned = await runToPlan(bench)
  const planSeconds = unchangedRows / perSecond(planned, unchangedRows)
  await takeAsSent(bench, upload, mapping)
  const view = await runToEnd(bench)
  return { planSeconds, skipped: perSecond(view, view.counts.unchanged) }
}
