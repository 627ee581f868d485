import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { openDb } from '@/lib/db/open'
import { stopQueue } from '@/lib/jobs/queue'
import { startWorker } from '@/lib/jobs/worker'
import { jobHandlers } from '@/lib/services/jobs'
import { getSyncView } from '@/lib/services/sync/views'
import { emptyPglite, emptyPostgresUrl } from '../support/database'
import { preparedFolder } from '../support/prepared'
import { startProcess, stopWith } from '../support/process'
import { helpdeskCsv } from '../support/samples'
import { contextFor } from '../support/services'
import { syncTenant, untilSync } from '../support/sync'

const rows = 600
/** What a kill may cost: what was in flight, and what had not been flushed. */
const resentAtMost = 25 + 250

type Tenant = Awaited<ReturnType<typeof syncTenant>>

/** From item 300 on, Graph takes so long that whoever ends the run is in time, however slow the machine is. */
const slow = {
  match: { method: 'PUT' },
  skip: 300,
  times: 10_000,
  latency: { minMs: 3_000, medianMs: 3_000, p95Ms: 3_000, maxMs: 3_000 },
}

async function untilItems(tenant: Tenant, count: number) {
  while (((await tenant.itemCount()) ?? 0) < count) await sleep(20)
}

async function dataFolder() {
  const folder = await mkdtemp(join(tmpdir(), 'console-resume-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  return folder
}

test.each([
  ['SIGKILL' as const, resentAtMost],
  ['SIGTERM' as const, 0],
])('on PGlite a run goes on where %s left it', { timeout: 150_000 }, async (signal, atMost) => {
  const dataDir = await preparedFolder()
  const before = await openDb({ dataDir })
  const tenant = await syncTenant(before)
  await tenant.settings({ latencyMs: 100 })
  await tenant.fail(slow)
  const syncId = await tenant.start(helpdeskCsv(rows))
  await stopQueue(before)
  await before.close()

  const child = startProcess('tests/support/inline-worker.ts', tenant, {
    DATA_DIR: dataDir,
    NEXT_MANUAL_SIG_HANDLE: 'true',
  })
  await untilItems(tenant, 300)
  await stopWith(signal, child)
  await tenant.emulator.control('DELETE', 'faults')

  const after = await openDb({ dataDir })
  const left = await getSyncView(after.db, syncId)
  expect(left.counts.sent).toBeLessThan(rows)
  expect(left.status).toBe(signal === 'SIGTERM' ? 'queued' : 'running')
  const again = await startWorker(
    after,
    jobHandlers({ ...contextFor(after, tenant), tenantId: tenant.env.tenantId }),
  )
  const view = await untilSync(after, syncId)
  await again.stop()
  await after.close()

  expect(view).toMatchObject({
    status: 'succeeded',
    counts: { read: rows, sent: rows, unchanged: 0, failed: 0 },
  })
  expect(await tenant.itemCount()).toBe(rows)
  expect((await tenant.requests('PUT')).length - rows).toBeLessThanOrEqual(atMost)
})

test('on Postgres another worker takes over from one that was killed', { timeout: 180_000 }, async () => {
  const databaseUrl = await emptyPostgresUrl()
  const opened = await openDb({ databaseUrl })
  onTestFinished(async () => {
    await stopQueue(opened)
    await opened.close()
  })
  const tenant = await syncTenant(opened)
  await tenant.settings({ latencyMs: 100 })
  await tenant.fail(slow)
  const syncId = await tenant.start(helpdeskCsv(rows))

  const first = startProcess('lib/cli/worker.ts', tenant, { DATABASE_URL: databaseUrl })
  await untilItems(tenant, 300)
  await stopWith('SIGKILL', first)
  await tenant.emulator.control('DELETE', 'faults')
  const second = startProcess('lib/cli/worker.ts', tenant, { DATABASE_URL: databaseUrl })
  await untilSync(opened, syncId, ({ counts }) => counts.sent > 450, { seconds: 90 })
  const view = await untilSync(opened, syncId)
  await stopWith('SIGTERM', second)

  expect(view).toMatchObject({
    status: 'succeeded',
    counts: { read: rows, sent: rows, unchanged: 0, failed: 0 },
  })
  expect(await tenant.itemCount()).toBe(rows)
  expect((await tenant.requests('PUT')).length - rows).toBeLessThanOrEqual(resentAtMost)
})

test('a worker apart refuses the embedded database in one line', async () => {
  const tenant = await syncTenant(await emptyPglite())
  const child = startProcess('lib/cli/worker.ts', tenant, { DATA_DIR: await dataFolder() })

  expect(await once(child, 'exit')).toEqual([1, null])
})
