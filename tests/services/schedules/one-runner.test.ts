import { eq } from 'drizzle-orm'
import { expect, onTestFinished, test, vi } from 'vitest'
import { openDb } from '@/lib/db/open'
import { scheduleEvents, schedules } from '@/lib/db/schema'
import { stopQueue } from '@/lib/jobs/queue'
import { takeDue } from '@/lib/services/schedules/due'
import { schedulesOf } from '@/lib/services/schedules/read-schedules'
import { saveSchedule } from '@/lib/services/schedules/save-schedule'
import { listSyncs } from '@/lib/services/sync/views'
import { emptyPostgresUrl } from '../../support/database'
import { startProcess } from '../../support/process'
import { helpdeskCsv } from '../../support/samples'
import { contextFor, perform } from '../../support/services'
import { syncTenant, untilSync } from '../../support/sync'

const hourly = {
  rule: { kind: 'interval', minutes: 60 },
  timeZone: 'UTC',
  overlap: 'queue',
  missed: 'catch-up',
  blackouts: [],
} as const

async function opened(databaseUrl: string) {
  const opened = await openDb({ databaseUrl })
  onTestFinished(async () => {
    await stopQueue(opened)
    await opened.close()
  })
  return opened
}

test('of three processes one takes each due time', async () => {
  const databaseUrl = await emptyPostgresUrl()
  const stores = await Promise.all([1, 2, 3].map(() => opened(databaseUrl)))
  const [first] = stores
  if (!first) throw new Error('There is no database.')
  const tenant = await syncTenant(first)
  let now = Date.parse('2026-11-23T00:30:00Z')
  const contexts = stores.map((store) => contextFor(store, tenant, { clock: () => new Date(now) }))
  await perform(saveSchedule, tenant.context, {
    connectionId: 'helpdesk',
    runType: 'full',
    settings: { ...hourly, blackouts: [] },
  })
  await first.db.update(schedules).set({ nextAt: new Date('2026-11-23T01:00:00Z') })

  for (let hour = 0; hour < 10; hour += 1) {
    now = Date.parse('2026-11-23T01:00:02Z') + hour * 3_600_000
    await Promise.all([...contexts, ...contexts].map((context) => takeDue(context)))
    await first.db
      .update(scheduleEvents)
      .set({ outcome: 'started' })
      .where(eq(scheduleEvents.outcome, 'waiting'))
  }

  const events = await first.db.select().from(scheduleEvents).orderBy(scheduleEvents.dueAt)
  expect(events.map(({ dueAt }) => dueAt.getUTCHours())).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
  expect(events.every(({ times }) => times === 1)).toBe(true)
})

test('three workers start a schedule that is due twice exactly twice', async () => {
  const databaseUrl = await emptyPostgresUrl()
  const store = await opened(databaseUrl)
  const tenant = await syncTenant(store)
  for (let n = 0; n < 3; n += 1) startProcess('lib/cli/worker.ts', tenant, { DATABASE_URL: databaseUrl })
  await untilSync(store, await tenant.start(helpdeskCsv(20)))
  await perform(saveSchedule, tenant.context, {
    connectionId: 'helpdesk',
    runType: 'full',
    settings: { ...hourly, blackouts: [] },
  })

  for (const times of [1, 2]) {
    await store.db.update(schedules).set({ nextAt: new Date() })
    await vi.waitUntil(
      async () => {
        const runs = await listSyncs(store.db, 'helpdesk')
        return runs.length === times + 1 && runs.every(({ status }) => status === 'succeeded')
      },
      { timeout: 60_000, interval: 200 },
    )
  }
  // Long enough for every worker to look again.
  await new Promise((done) => setTimeout(done, 4_000))

  expect((await listSyncs(store.db, 'helpdesk')).map(({ startedBy }) => startedBy)).toEqual([
    'schedule',
    'schedule',
    'alexw@contoso.com',
  ])
  const [schedule] = await schedulesOf(store.db, 'helpdesk', new Date())
  expect(schedule?.events.map(({ outcome }) => outcome)).toEqual(['started', 'started'])
})
