import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { putItem } from '@/lib/graph/items'
import type { Mapping } from '@/lib/model/mapping'
import { rowToItem } from '@/lib/model/row-to-item'
import { hashItem, recordPushed } from '@/lib/sync/ledger'
import { readUpload, type Upload } from '@/lib/sync/uploads'
import { report } from './report'
import { type Bench, connectionId, helpdesk, perSecond, runToEnd, uploadRows, withSync } from './sync-setup'

const few = 10_000
const many = 1_000_000

/** What the console holds in memory while it runs through a million rows, against ten thousand. */
export const syncMemory = (): Promise<boolean> =>
  withSync(0, async (bench) => {
    const small = await peakOf(bench, few)
    const large = await peakOf(bench, many)
    const growth = large.bytes - small.bytes
    return [
      report('sync-memory', { metric: 'held with 10k rows', value: small.bytes / 1e6, unit: 'MB' }),
      report('sync-memory', { metric: 'held with 1M rows', value: large.bytes / 1e6, unit: 'MB' }),
      report('sync-memory', { metric: 'growth', value: growth / 1e6, unit: 'MB', budget: { atMost: 64 } }),
      report('sync-memory', {
        metric: 'unchanged of 1M rows',
        value: large.perSecond,
        unit: 'items/s',
        budget: { atLeast: 20_000 },
      }),
    ].every(Boolean)
  })

/** The most that is held at any time of a run in which nothing has changed. */
async function peakOf(bench: Bench, rows: number) {
  const { upload, mapping } = await uploadRows(bench.opened, rows)
  await takeAsSent(bench, upload, mapping)
  let bytes = 0
  const timer = setInterval(() => {
    bytes = Math.max(bytes, held())
  }, 500)
  const view = await runToEnd(bench).finally(() => clearInterval(timer))
  if (view.counts.unchanged !== rows) throw new Error(`Not all unchanged: ${JSON.stringify(view.counts)}`)
  return { bytes: Math.max(bytes, held()), perSecond: perSecond(view, rows) }
}

/** Fills the ledger as if all had been sent, which would take an hour; the few that a run asks for are. */
async function takeAsSent({ opened, graph, tenantId }: Bench, { id }: Upload, mapping: Mapping) {
  const { schema, contentCategory } = helpdesk()
  const syncId = crypto.randomUUID()
  const ids: string[] = []
  for await (const rows of readUpload(opened, id)) {
    const made = rows.map(({ values }) =>
      rowToItem({ row: values, mapping, schema, contentCategory, tenantId }),
    )
    const pushed = made.flatMap(({ itemId, item }) =>
      itemId && item ? [{ itemId, hash: hashItem(item) }] : [],
    )
    for (const { itemId } of pushed) ids.push(itemId)
    await recordPushed(opened.db, { connectionId, syncId }, pushed)
  }
  ids.sort()
  const item = {
    acl: [{ type: 'everyone', value: tenantId, accessType: 'grant' }],
    properties: { title: 'x' },
  }
  for (const itemId of [...ids.slice(0, 3), ...ids.slice(-3)])
    await putItem(graph, connectionId, itemId, item)
}

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

/** What is in use, without what only waits to be collected. */
function held() {
  collect()
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}
