import { peakOf } from './held'
import { report } from './report'
import { type Bench, runToEnd, takeAsSent, uploadRows, withSync } from './sync-setup'

const few = 10_000
const many = Number(process.env.BENCH_ROWS ?? 1_000_000)

/**
 * What a worker holds in memory while it runs through a million rows, against ten thousand; the database is beside it.
 * Memory is collected twice a second for this, which slows the run: `sync-scale` says how fast it is.
 */
export const syncMemory = (): Promise<boolean> => withSync(0, measure, 'postgres')

async function measure(bench: Bench) {
  const small = await peakOfRun(bench, few)
  const large = await peakOfRun(bench, many)
  const growth = large - small
  return [
    report('sync-memory', { metric: `held with ${few} rows`, value: small / 1e6, unit: 'MB' }),
    report('sync-memory', { metric: `held with ${many} rows`, value: large / 1e6, unit: 'MB' }),
    report('sync-memory', { metric: 'growth', value: growth / 1e6, unit: 'MB', budget: { atMost: 64 } }),
  ].every(Boolean)
}

/** The most that is held at any time of a run in which nothing has changed. */
async function peakOfRun(bench: Bench, rows: number) {
  const { upload, mapping } = await uploadRows(bench.opened, rows)
  await takeAsSent(bench, upload, mapping)
  const { bytes, value: view } = await peakOf(() => runToEnd(bench))
  if (view.counts.unchanged !== rows) throw new Error(`Not all unchanged: ${JSON.stringify(view.counts)}`)
  return bytes
}
