import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import type { Db } from '@/lib/db/open'
import { alertRules, connections, operations, scheduleEvents, schedules } from '@/lib/db/schema'
import { jobQueue } from '@/lib/jobs/queue'
import type { ScheduleSettings } from '@/lib/model/schedules/schedule'
import { seal } from '@/lib/platform/secret-box'
import { alertPurpose } from '@/lib/services/alerts/deliver'
import { jobHandlers } from '@/lib/services/jobs'
import { setAside } from '@/lib/services/set-aside'
import { eachDatabase, emptyPglite } from '../support/database'
import { syncTenant } from '../support/sync'

/** As pg-boss writes it when the heartbeat of a job's worker has fallen silent. */
const silence = '{ "value": { "message": "job heartbeat timeout" } }'

eachDatabase('a job with which two workers died', (open) => {
  test('fails its operation with the reason, and is not done a third time', async () => {
    const opened = await open()
    const tenant = await syncTenant(opened)
    const id = randomUUID()
    await opened.db.insert(connections).values({ id: 'doomed' })
    const operation = { id, connectionId: 'doomed', kind: 'delete' as const, status: 'inprogress' as const }
    await opened.db.insert(operations).values({ ...operation, steps: [], startedBy: 'a' })
    await jobQueue(opened).add('delete-connection', { operationId: id })
    await opened.db.execute(
      sql`update pgboss.job set state = 'retry', retry_count = 1, started_on = now(), output = ${silence}::jsonb
        where name = 'delete-connection'`,
    )

    await tenant.work()

    const status = async () => (await opened.db.select().from(operations)).map((one) => one.status)
    await expect.poll(status).toEqual(['failed'])
    const [row] = await opened.db.select().from(operations)
    expect(row?.problem?.message).toContain('The worker died twice')
    expect(await tenant.requests('DELETE')).toEqual([])
  })

  test('fails the due time that it was to start, so that the schedule goes on', async () => {
    const { db } = await open()
    const scheduleId = await aSchedule(db)
    const eventId = randomUUID()
    const due = { scheduleId, dueAt: new Date(), lastDueAt: new Date(), outcome: 'waiting' as const }
    await db.insert(scheduleEvents).values({ id: eventId, ...due })

    await setAside(db, 'start-scheduled', { eventId, connectionId: 'doomed' })

    expect(await db.select().from(scheduleEvents)).toMatchObject([
      { outcome: 'failed', reason: expect.stringContaining('The worker died twice') },
    ])
  })
})

test('what fails every few seconds keeps nothing else from being done', async () => {
  const opened = await emptyPglite()
  const { db } = opened
  const { context } = await syncTenant(opened)
  // No release of the console writes such a one.
  await aSchedule(db, 'Nowhere/Nothing')
  const id = randomUUID()
  const channel = { kind: 'email' as const, to: ['ops@contoso.com'] }
  const secret = seal('s', alertPurpose(id), context.settings.secretKey)
  const rule = { name: 'Failures', kind: 'failed' as const, severity: 'warning' as const, enabled: true }
  await db.insert(alertRules).values({ id, ...rule, channel, secret, savedBy: 'a' })

  await jobHandlers({ ...context, tenantId: context.settings.tenantId }).tick(new AbortController().signal)

  expect((await db.select().from(alertRules))[0]?.checkedAt).not.toBeNull()
})

async function aSchedule(db: Db, timeZone = 'UTC') {
  const id = randomUUID()
  await db.insert(connections).values({ id: 'doomed' })
  const settings: ScheduleSettings = {
    rule: { kind: 'cron', expression: '0 2 * * *' },
    timeZone,
    overlap: 'skip',
    missed: 'skip',
    blackouts: [],
  }
  const schedule = { id, connectionId: 'doomed', runType: 'full' as const, settings, savedBy: 'a' }
  await db.insert(schedules).values({ ...schedule, nextAt: new Date(0) })
  return id
}
