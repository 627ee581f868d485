import { desc, eq } from 'drizzle-orm'
import { syncs } from '@/lib/db/schema'
import { getSyncView } from '@/lib/services/sync/views'
import { getSnapshot, readRecords } from '@/lib/snapshots/read-snapshot'
import { idsOf, missingItems } from '@/lib/sync/missing'
import { takenBefore } from '@/lib/sync/taken'
import { storesOf } from '../support/stores'
import { report } from './report'
import { type Bench, connectionId, perSecond, runToEnd, takeAsSent, uploadRows, withSync } from './sync-setup'

const rows = Number(process.env.BENCH_ROWS ?? 1_000_000)
const pageSize = 5_000

/** What a run of a million rows takes where its size could matter: its pages, its resume, and who looks at it meanwhile. */
export const syncScale = (): Promise<boolean> =>
  withSync(0, async (bench) => {
    const { upload, mapping } = await uploadRows(bench.opened, rows)
    await takeAsSent(bench, upload, mapping)
    const used = process.cpuUsage()
    const looks = watchStatus(bench)
    const view = await runToEnd(bench)
    const polls = await looks.stop()
    const { user, system } = process.cpuUsage(used)
    if (view.counts.unchanged !== rows) throw new Error(`Not all unchanged: ${JSON.stringify(view.counts)}`)
    return [
      report('sync-scale', {
        metric: `unchanged of ${rows} rows`,
        value: perSecond(view, rows),
        unit: 'items/s',
        budget: { atLeast: 25_000 },
      }),
      // The same whatever else the machine does.
      report('sync-scale', { metric: 'processor time of one', value: (user + system) / rows, unit: 'µs' }),
      report('sync-scale', {
        metric: 'status poll meanwhile, p95',
        value: at(polls, 0.95),
        unit: 'ms',
        budget: { atMost: 50 },
      }),
      report('sync-scale', {
        metric: `page of ${pageSize} of the ledger, mean`,
        value: await pageMs(bench),
        unit: 'ms',
        budget: { atMost: 20 },
      }),
      report('sync-scale', {
        metric: `resume at row ${rows / 2}`,
        value: await resume(bench),
        unit: 'ms',
        budget: { atMost: 2_000 },
      }),
    ].every(Boolean)
  })

/** Looks at the newest run ten times a second, as pages of ten admins would. */
function watchStatus({ opened: { db } }: Bench) {
  const took: number[] = []
  let isOver = false
  const looking = (async () => {
    while (!isOver) {
      const [run] = await db.select({ id: syncs.id }).from(syncs).orderBy(desc(syncs.createdAt)).limit(1)
      const began = performance.now()
      if (run) await getSyncView(db, run.id)
      if (run) took.push(performance.now() - began)
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  })()
  return {
    async stop() {
      isOver = true
      await looking
      return took
    },
  }
}

/** The ledger compared with a source that holds all of it: how long each page takes, as a mean. */
async function pageMs({ opened }: Bench) {
  const stores = storesOf(opened)
  const [run] = await opened.db.select().from(syncs).orderBy(desc(syncs.createdAt)).limit(1)
  if (!run?.snapshotId) throw new Error('There is no run.')
  const { ids } = await idsOf(stores, await getSnapshot(stores, run.snapshotId))
  const began = performance.now()
  for await (const page of missingItems(opened.db, connectionId, ids))
    throw new Error(`Items are missing: ${page.length}`)
  return (performance.now() - began) / Math.ceil(rows / pageSize)
}

/** From a checkpoint in the middle until the first record after it is there. */
async function resume({ opened }: Bench) {
  const stores = storesOf(opened)
  const [run] = await opened.db
    .select()
    .from(syncs)
    .where(eq(syncs.status, 'succeeded'))
    .orderBy(desc(syncs.createdAt))
    .limit(1)
  if (!run?.snapshotId) throw new Error('There is no run to resume.')
  const began = performance.now()
  const snapshot = await getSnapshot(stores, run.snapshotId)
  await takenBefore(stores, snapshot, { ...run, checkpoint: rows / 2 })
  for await (const _ of readRecords(stores, snapshot, rows / 2 + 1)) break
  return performance.now() - began
}

const at = (values: number[], part: number) =>
  values.toSorted((one, other) => one - other)[Math.floor(values.length * part)] ?? Number.NaN
