import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import type { Opened } from '@/lib/db/open'
import { audit, leases } from '@/lib/db/schema'
import { appToken } from '@/lib/entra/tokens'
import { getSyncView } from '@/lib/services/sync/views'
import { eachDatabase } from '../support/database'
import { helpdeskCsv } from '../support/samples'
import { syncTenant, untilSync, workerOf } from '../support/sync'
import { waitedMs } from '../support/waited'

const rows = 1000

/** Waits until nobody writes to the connection any more. */
async function untilFree({ db }: Opened) {
  await expect.poll(() => db.select().from(leases)).toEqual([])
}

eachDatabase('a run', (open) => {
  test('that is paused sends nothing after two seconds, and goes on where it was', async () => {
    const opened = await open()
    const tenant = await syncTenant(opened)
    await tenant.settings({ latencyMs: 100 })
    await tenant.work()
    const syncId = await tenant.start(helpdeskCsv(rows))
    await untilSync(opened, syncId, ({ counts }) => counts.sent > 100)

    await tenant.pause(syncId)
    expect(await waitedMs(() => untilFree(opened))).toBeLessThan(2_000)
    const then = (await tenant.requests('PUT')).length
    await sleep(1_000)

    expect((await tenant.requests('PUT')).length).toBe(then)
    expect(await getSyncView(opened.db, syncId)).toMatchObject({ status: 'paused', finishedAt: null })
    await expect(tenant.pause(syncId)).rejects.toMatchObject({ code: 'conflict' })
    await expect(tenant.start(helpdeskCsv(5))).rejects.toMatchObject({ code: 'conflict' })

    await tenant.settings({ latencyMs: 0 })
    const resumed = async () => {
      await tenant.resume(syncId)
      await untilSync(opened, syncId, ({ status }) => status === 'running')
    }
    expect(await waitedMs(resumed)).toBeLessThan(2_000)
    const view = await untilSync(opened, syncId)
    expect(view).toMatchObject({ status: 'succeeded', counts: { read: rows, sent: rows, failed: 0 } })
    expect((await tenant.requests('PUT')).length).toBeLessThanOrEqual(rows + 25)
    await expect(tenant.resume(syncId)).rejects.toMatchObject({ code: 'conflict' })
    const actions = (await opened.db.select().from(audit)).map(({ action, outcome }) => [action, outcome])
    expect(actions).toContainEqual(['pauseSync', 'done'])
    expect(actions).toContainEqual(['resumeSync', 'done'])
  })

  test('stays paused when its worker ends and another one starts', async () => {
    const opened = await open()
    const tenant = await syncTenant(opened)
    await tenant.settings({ latencyMs: 100 })
    const first = await tenant.work()
    const syncId = await tenant.start(helpdeskCsv(300))
    await untilSync(opened, syncId, ({ counts }) => counts.sent > 30)
    await tenant.pause(syncId)
    await first.stop()

    await workerOf(opened, tenant.context)
    await sleep(3_000)
    expect(await getSyncView(opened.db, syncId)).toMatchObject({ status: 'paused' })

    await tenant.resume(syncId)
    expect(await untilSync(opened, syncId)).toMatchObject({ status: 'succeeded', counts: { sent: 300 } })
  })

  test('that Graph asked to wait does so in another process too, and says until when', async () => {
    const opened = await open()
    const tenant = await syncTenant(opened)
    const first = await tenant.work()
    await tenant.fail({ match: { method: 'PUT' }, times: 100, status: 429, retryAfter: 300 })
    const syncId = await tenant.start(helpdeskCsv(100))
    await untilSync(opened, syncId, ({ pacing }) => pacing !== null)
    await tenant.pause(syncId)
    await untilFree(opened)
    await first.stop()
    const asked = (await tenant.requests('PUT')).length

    // The memory of this process knows of the wait; that of another one does not.
    const { context, env, graphWith } = tenant
    const ingestion = graphWith(appToken('INGESTION', env.ingestion, env))
    await workerOf(opened, { ...context, ingestion })
    await tenant.resume(syncId)
    const { pacing } = await untilSync(opened, syncId, ({ pacing }) => pacing !== null)
    await tenant.cancel(syncId)

    expect(Date.parse(pacing?.heldUntil ?? '')).toBeGreaterThan(Date.now() + 60_000)
    expect((await tenant.requests('PUT')).length).toBe(asked)
  })

  test.each(['pause', 'cancel'] as const)('waiting for Graph ends its wait at once on %s', async (act) => {
    const opened = await open()
    const tenant = await syncTenant(opened)
    await tenant.work()
    await tenant.fail({ match: { method: 'PUT' }, times: 100, status: 429, retryAfter: 300 })
    const syncId = await tenant.start(helpdeskCsv(100))
    await untilSync(opened, syncId, ({ pacing }) => pacing !== null)

    await tenant[act](syncId)

    expect(await waitedMs(() => untilFree(opened))).toBeLessThan(2_000)
  })
})
