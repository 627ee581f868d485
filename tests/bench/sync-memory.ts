import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { report } from './report'
import { type Bench, perSecond, runToEnd, takeAsSent, uploadRows, withSync } from './sync-setup'

const few = 10_000
const many = Number(process.env.BENCH_ROWS ?? 1_000_000)

/** What the console holds in memory while it runs through a million rows, against ten thousand. */
export const syncMemory = (): Promise<boolean> =>
  withSync(0, async (bench) => {
    const small = await peakOf(bench, few)
    const large = await peakOf(bench, many)
    const growth = large.bytes - small.bytes
    return [
      report('sync-memory', { metric: `held with ${few} rows`, value: small.bytes / 1e6, unit: 'MB' }),
      report('sync-memory', { metric: `held with ${many} rows`, value: large.bytes / 1e6, unit: 'MB' }),
      report('sync-memory', { metric: 'growth', value: growth / 1e6, unit: 'MB', budget: { atMost: 64 } }),
      report('sync-memory', {
        metric: `unchanged of ${many} rows`,
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

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

/** What is in use, without what only waits to be collected. */
function held() {
  collect()
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}
