import { setTimeout as sleep } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { openDb } from '@/lib/db/open'
import { leases, syncs, workers } from '@/lib/db/schema'
import { getItem } from '@/lib/graph/items'
import { endLeases } from '@/lib/jobs/end-leases'
import { stopQueue } from '@/lib/jobs/queue'
import { getSyncView } from '@/lib/services/sync/views'
import { emptyPostgresUrl } from '../support/database'
import { startProcess, stopWith } from '../support/process'
import { syncTenant, untilSync } from '../support/sync'
import { ticketsCsv } from '../support/tickets'

const titled = (title: string) => (n: number) => ({ title: `${title} ${n}` })

async function sharedDatabase() {
  const databaseUrl = await emptyPostgresUrl()
  const opened = await openDb({ databaseUrl })
  onTestFinished(async () => {
    await stopQueue(opened)
    await opened.close()
  })
  const tenant = await syncTenant(opened)
  const worker = () => startProcess('lib/cli/worker.ts', tenant, { DATABASE_URL: databaseUrl })
  return { opened, tenant, worker }
}

test('another worker goes on within 15 seconds of a kill -9', { timeout: 150_000 }, async () => {
  const { opened, tenant, worker } = await sharedDatabase()
  await tenant.settings({ latencyMs: 100 })
  const syncId = await tenant.start(ticketsCsv(1, 3000))
  const first = worker()
  await untilSync(opened, syncId, ({ counts }) => counts.sent > 100)
  const second = worker()
  await sleep(4_000)

  await stopWith('SIGKILL', first)
  const killedAt = Date.now()
  const attempts = async () => (await opened.db.select().from(syncs)).map(({ attempt }) => attempt)
  await expect.poll(attempts).toEqual([2])
  const tookMs = Date.now() - killedAt

  expect(tookMs).toBeLessThan(15_000)
  await tenant.cancel(syncId)
  await stopWith('SIGTERM', second)
})

test('a run whose worker is killed while Graph asks to wait sends nothing before that time', {
  timeout: 150_000,
}, async () => {
  const { opened, tenant, worker } = await sharedDatabase()
  const waitMs = 10_000
  await tenant.fail({ match: { method: 'PUT' }, times: 1, status: 429, retryAfter: waitMs / 1000 })
  const both = [worker(), worker()]
  await expect.poll(() => opened.db.$count(workers)).toBe(2)
  const syncId = await tenant.start(ticketsCsv(1, 100))
  await untilSync(opened, syncId, ({ pacing }) => pacing !== null)

  const [lease] = await opened.db.select().from(leases)
  const [holder, other] = lease?.owner.endsWith(`:${both[0]?.pid}`) ? both : both.toReversed()
  if (!holder || !other) throw new Error('There are two workers.')
  await stopWith('SIGKILL', holder)
  const killedAt = Date.now()
  await endLeases(opened.db)
  const { counts } = await untilSync(opened, syncId)

  expect(counts).toMatchObject({ read: 100, sent: 100, failed: 0 })
  const puts = (await tenant.requests('PUT')).map(({ at, durationMs, status }) => ({
    began: Date.parse(at) - durationMs,
    refusedAt: status === 429 ? Date.parse(at) : 0,
  }))
  const toldAt = Math.max(...puts.map(({ refusedAt }) => refusedAt).filter((at) => at <= killedAt))
  const early = puts.filter(({ began }) => began > killedAt && began < toldAt + waitMs - 50)
  expect(early).toEqual([])
  await stopWith('SIGTERM', other)
})

test('within 15 seconds of the last worker’s end the page says that one is missing', {
  timeout: 150_000,
}, async () => {
  const { opened, tenant, worker } = await sharedDatabase()
  await tenant.settings({ latencyMs: 100 })
  const syncId = await tenant.start(ticketsCsv(1, 3000))
  const only = worker()
  await untilSync(opened, syncId, ({ counts }) => counts.sent > 100)
  expect(await getSyncView(opened.db, syncId)).toMatchObject({ waitsForWorker: false })

  await stopWith('SIGKILL', only)
  const killedAt = Date.now()
  await untilSync(opened, syncId, ({ waitsForWorker }) => waitsForWorker)

  expect(Date.now() - killedAt).toBeLessThan(15_000)
})

test('a worker that was frozen while another took over and ended writes nothing old when it wakes', {
  timeout: 180_000,
}, async () => {
  const { opened, tenant, worker } = await sharedDatabase()
  await tenant.settings({ latencyMs: 100 })
  const old = await tenant.start(ticketsCsv(1, 600, titled('Old')))
  const frozen = worker()
  await untilSync(opened, old, ({ counts }) => counts.sent > 100)
  // Many are about to be sent: asleep before a retry, which is when they would be sent on waking.
  await tenant.fail({ match: { method: 'PUT' }, times: 40, status: 429, retryAfter: 1 })
  await sleep(500)
  frozen.kill('SIGSTOP')

  const healthy = worker()
  await untilSync(opened, old, undefined, { seconds: 60 })
  const next = await tenant.start(ticketsCsv(1, 600, titled('New')))
  await untilSync(opened, next)
  frozen.kill('SIGCONT')
  await sleep(4_000)

  for (let row = 1; row <= 600; row += 7) {
    const item = await getItem(tenant.ingestion, tenant.connectionId, `T${row}`)
    expect(item.properties?.title).toBe(`New ${row}`)
  }
  expect(await getSyncView(opened.db, next)).toMatchObject({ status: 'succeeded', counts: { sent: 600 } })
  await stopWith('SIGTERM', healthy)
  expect(await stopWith('SIGTERM', frozen)).toEqual([0, null])
})
