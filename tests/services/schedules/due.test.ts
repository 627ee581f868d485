import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import type { Opened } from '@/lib/db/open'
import { scheduleEvents, schedules, syncs } from '@/lib/db/schema'
import { queue } from '@/lib/jobs/queue'
import type { ScheduleSettings } from '@/lib/model/schedules/schedule'
import type { Context } from '@/lib/services/context'
import { saveGroupSource } from '@/lib/services/groups/save-group-source'
import { takeDue } from '@/lib/services/schedules/due'
import { pauseSchedule, resumeSchedule } from '@/lib/services/schedules/pause-schedule'
import { schedulesOf } from '@/lib/services/schedules/read-schedules'
import { saveSchedule } from '@/lib/services/schedules/save-schedule'
import { startScheduled } from '@/lib/services/schedules/start-scheduled'
import { listSyncs } from '@/lib/services/sync/views'
import { eachDatabase } from '../../support/database'
import { helpdeskCsv } from '../../support/samples'
import { alex, contextFor, perform } from '../../support/services'
import { syncTenant, untilSync, upload } from '../../support/sync'

const settings = (changes: Partial<ScheduleSettings> = {}): ScheduleSettings => ({
  rule: { kind: 'interval', minutes: 60 },
  timeZone: 'Europe/Berlin',
  overlap: 'skip',
  missed: 'skip',
  blackouts: [],
  ...changes,
})

/** A tenant with a source that was sent once, and a clock that the test sets. */
async function scheduled(opened: Opened, changes: Partial<ScheduleSettings> = {}) {
  const tenant = await syncTenant(opened)
  const worker = await tenant.work()
  await untilSync(opened, await tenant.start(helpdeskCsv(5)))
  await worker.stop()
  let now = new Date('2026-11-23T09:30:00Z')
  const context = contextFor(opened, tenant, { clock: () => now })
  const { connectionId } = tenant
  await perform(saveSchedule, context, { connectionId, runType: 'full', settings: settings(changes) })
  return {
    ...tenant,
    context,
    at: (time: string) => {
      now = new Date(time)
    },
    events: async () => (await schedulesOf(opened.db, connectionId, now))[0]?.events ?? [],
    runs: async () => (await listSyncs(opened.db, connectionId)).slice(0, -1),
  }
}

/** Does the waiting starts, as a worker would. */
async function startAll(opened: Opened, context: Context) {
  const boss = await queue(opened)
  const jobs = await boss.fetch<{ eventId: string; connectionId: string }>('start-scheduled', {
    batchSize: 20,
  })
  for (const { id, data } of jobs) {
    await startScheduled(context, data)
    await boss.complete('start-scheduled', id)
  }
  return jobs.length
}

eachDatabase('a schedule', (open) => {
  test('starts what is due, says who started it, and moves on', async () => {
    const opened = await open()
    const { context, at, events, runs } = await scheduled(opened)
    await takeDue(context)
    expect(await startAll(opened, context)).toBe(0)

    at('2026-11-23T10:00:03Z')
    await takeDue(context)
    await takeDue(context)
    expect(await startAll(opened, context)).toBe(1)

    expect(await runs()).toMatchObject([{ status: 'queued', startedBy: 'schedule' }])
    const [run] = await runs()
    expect(await events()).toMatchObject([
      { dueAt: '2026-11-23T10:00:00.000Z', outcome: 'started', syncId: run?.id },
    ])
    const [row] = await opened.db.select().from(schedules)
    expect(row?.nextAt?.toISOString()).toBe('2026-11-23T11:00:00.000Z')
  })

  test('of groups starts a run of groups, and takes none of the items for it', async () => {
    const opened = await open()
    const { context, connectionId, at, runs } = await scheduled(opened)
    const { id: uploadId } = await upload(opened, 'group,member\na,megan@contoso.com\n', {
      connectionId,
      holds: 'groups',
    })
    const source = { kind: 'file', config: { uploadId } } as const
    await perform(saveGroupSource, context, { connectionId, source })
    const late = { rule: { kind: 'cron', expression: '30 11 * * *' } } as const
    await perform(saveSchedule, context, { connectionId, runType: 'groups', settings: settings(late) })

    at('2026-11-23T10:00:03Z')
    await takeDue(context)
    expect(await startAll(opened, context)).toBe(1)
    const over = { status: 'succeeded' as const, finishedAt: new Date() }
    await opened.db.update(syncs).set(over).where(eq(syncs.status, 'queued'))
    at('2026-11-23T10:30:03Z')
    await takeDue(context)
    expect(await startAll(opened, context)).toBe(1)

    expect(await runs()).toMatchObject([
      { type: 'groups', status: 'queued', startedBy: 'schedule' },
      { type: 'full', status: 'succeeded' },
    ])
  })

  test('leaves out what is due while another run goes on, and says so once', async () => {
    const opened = await open()
    const { context, at, events, runs, start } = await scheduled(opened)
    await start(helpdeskCsv(6))
    for (const time of ['10:00:03', '11:00:02', '12:00:01']) {
      at(`2026-11-23T${time}Z`)
      await takeDue(context)
      await startAll(opened, context)
    }

    expect(await runs()).toHaveLength(1)
    expect(await events()).toMatchObject([
      {
        dueAt: '2026-11-23T10:00:00.000Z',
        lastDueAt: '2026-11-23T12:00:00.000Z',
        times: 3,
        outcome: 'skipped',
        reason: 'Another sync of this connection went on.',
        syncId: null,
      },
    ])
  })

  test('that replaces lets only the latest one wait', async () => {
    const opened = await open()
    const { context, at, events, start } = await scheduled(opened, { overlap: 'replace' })
    await start(helpdeskCsv(6))
    at('2026-11-23T10:00:03Z')
    await takeDue(context)
    at('2026-11-23T11:00:03Z')
    await takeDue(context)

    expect(await events()).toMatchObject([
      { outcome: 'waiting', dueAt: '2026-11-23T11:00:00.000Z' },
      { outcome: 'skipped', reason: 'A later run of this schedule took its place.' },
    ])
  })

  test('that queues starts its run when the other is over, and only one waits', async () => {
    const opened = await open()
    const { context, at, events, runs, start, cancel } = await scheduled(opened, { overlap: 'queue' })
    const other = await start(helpdeskCsv(6))
    at('2026-11-23T10:00:03Z')
    await takeDue(context)
    await startAll(opened, context)
    at('2026-11-23T11:00:03Z')
    await takeDue(context)
    expect(await events()).toMatchObject([
      { outcome: 'skipped', reason: 'An earlier run of this schedule still waited to start.' },
      { outcome: 'waiting' },
    ])

    await cancel(other)
    const [waiting] = await opened.db
      .select()
      .from(scheduleEvents)
      .where(eq(scheduleEvents.outcome, 'waiting'))
    await startScheduled(context, { eventId: waiting?.id ?? '', connectionId: 'helpdesk' })

    expect(await runs()).toMatchObject([{ startedBy: 'schedule' }, { status: 'cancelled' }])
    expect((await events())[1]).toMatchObject({ outcome: 'started' })
  })

  test('catches up once with what was missed', async () => {
    const opened = await open()
    const { context, at, events, runs } = await scheduled(opened, { missed: 'catch-up' })
    at('2026-11-23T15:20:00Z')
    await takeDue(context)
    await startAll(opened, context)

    expect(await runs()).toHaveLength(1)
    expect(await events()).toMatchObject([
      {
        dueAt: '2026-11-23T10:00:00.000Z',
        lastDueAt: '2026-11-23T15:00:00.000Z',
        times: 6,
        outcome: 'started',
      },
    ])
    const [row] = await opened.db.select().from(schedules)
    expect(row?.nextAt?.toISOString()).toBe('2026-11-23T16:00:00.000Z')
  })

  test('or leaves out what was missed, and counts it', async () => {
    const opened = await open()
    const { context, at, events, runs } = await scheduled(opened)
    at('2026-11-23T15:20:00Z')
    await takeDue(context)
    await startAll(opened, context)
    at('2026-11-23T18:20:00Z')
    await takeDue(context)

    expect(await runs()).toEqual([])
    expect(await events()).toMatchObject([
      { times: 9, outcome: 'skipped', reason: 'No worker was there at that time.' },
    ])
  })

  test('starts nothing in a time without runs, also what waited until it began', async () => {
    const opened = await open()
    const blackouts = [{ days: [1], from: '11:00', to: '14:00' }]
    const { context, at, events, runs, start, cancel } = await scheduled(opened, {
      rule: { kind: 'cron', expression: '45 10,11,13 * * *' },
      overlap: 'queue',
      blackouts,
    })
    const other = await start(helpdeskCsv(6))
    at('2026-11-23T09:45:03Z')
    await takeDue(context)
    await startAll(opened, context)
    await cancel(other)
    at('2026-11-23T10:00:01Z')
    const [waiting] = await opened.db.select().from(scheduleEvents)
    await startScheduled(context, { eventId: waiting?.id ?? '', connectionId: 'helpdesk' })
    at('2026-11-23T12:45:01Z')
    await takeDue(context)

    expect(await runs()).toHaveLength(1)
    expect(await events()).toMatchObject([
      { outcome: 'skipped', reason: expect.stringContaining('It fell into a time without runs (Monday') },
      { outcome: 'skipped', reason: expect.stringContaining('It waited until a time without runs began') },
    ])
  })

  test('that is paused starts nothing, and resumes with its next time', async () => {
    const opened = await open()
    const { context, at, events, connectionId } = await scheduled(opened)
    await perform(pauseSchedule, context, { connectionId, runType: 'full' })
    at('2026-11-23T13:10:00Z')
    await takeDue(context)
    await perform(resumeSchedule, context, { connectionId, runType: 'full' })
    await takeDue(context)

    expect(await events()).toEqual([])
    const [row] = await opened.db.select().from(schedules)
    expect(row?.nextAt?.toISOString()).toBe('2026-11-23T14:00:00.000Z')
  })

  test('says why a run could not start', async () => {
    const opened = await open()
    const { context, at, events, fail } = await scheduled(opened)
    await fail({ match: { method: 'GET', path: '/external/connections/helpdesk$' }, times: 3, status: 403 })
    at('2026-11-23T10:00:03Z')
    await takeDue(context)
    await startAll(opened, context)

    expect(await events()).toMatchObject([{ outcome: 'failed', reason: expect.any(String), syncId: null }])
  })

  test('finds the run again when its worker died after starting it', async () => {
    const opened = await open()
    const { context, at, events, runs } = await scheduled(opened)
    at('2026-11-23T10:00:03Z')
    await takeDue(context)
    const [event] = await opened.db.select().from(scheduleEvents)
    const job = { eventId: event?.id ?? '', connectionId: 'helpdesk' }
    await startScheduled(context, job)
    const [run] = await runs()
    await opened.db.update(scheduleEvents).set({ outcome: 'waiting', syncId: null })
    await opened.db.update(syncs).set({ status: 'succeeded', finishedAt: new Date() })

    await startScheduled(context, job)

    expect(await runs()).toHaveLength(1)
    expect(await events()).toMatchObject([{ outcome: 'started', syncId: run?.id }])
  })

  test('is not taken for started by the run of another schedule of its connection', async () => {
    const opened = await open()
    const { context, connectionId, at, runs } = await scheduled(opened)
    await perform(saveSchedule, context, { connectionId, runType: 'incremental', settings: settings() })
    const earlier = { nextAt: new Date('2026-11-23T09:59:00Z') }
    await opened.db.update(schedules).set(earlier).where(eq(schedules.runType, 'full'))

    at('2026-11-23T10:00:03Z')
    await takeDue(context)
    const events = () => opened.db.select().from(scheduleEvents).orderBy(scheduleEvents.dueAt)
    for (const { id } of await events()) await startScheduled(context, { eventId: id, connectionId })

    expect(await runs()).toHaveLength(1)
    expect(await events()).toMatchObject([
      { outcome: 'started' },
      { outcome: 'skipped', reason: 'Another sync of this connection went on.' },
    ])
  })

  test('goes on with its next time when a clock that was ahead is right again, and runs none twice', async () => {
    const opened = await open()
    const { context, at } = await scheduled(opened)
    const nextAt = async () => (await opened.db.select().from(schedules))[0]?.nextAt?.toISOString()
    at('2027-11-23T09:30:00Z')
    await takeDue(context)
    at('2026-11-23T10:30:00Z')
    await takeDue(context)
    expect(await nextAt()).toBe('2026-11-23T11:00:00.000Z')

    at('2026-11-23T11:00:03Z')
    await takeDue(context)
    at('2026-11-23T10:59:00Z')
    await takeDue(context)
    expect(await nextAt()).toBe('2026-11-23T12:00:00.000Z')
  })

  test('is refused with the reason when it cannot be one', async () => {
    const opened = await open()
    const { context, connectionId } = await scheduled(opened)
    const rule = { kind: 'cron' as const, expression: '0 0 31 2 *' }

    await expect(
      perform(saveSchedule, context, { connectionId, runType: 'full', settings: settings({ rule }) }),
    ).rejects.toMatchObject({
      code: 'invalid',
      field: 'rule',
      message: expect.stringContaining('never comes'),
    })
    const operator = { ...context, actor: { ...alex, roles: ['Operator' as const] } }
    await expect(
      perform(saveSchedule, operator, { connectionId, runType: 'full', settings: settings() }),
    ).rejects.toMatchObject({ code: 'forbidden' })
  })
})
