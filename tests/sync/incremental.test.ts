import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { sources } from '@/lib/db/schema'
import { HttpConfig } from '@/lib/model/sync/http-source'
import { saveSource } from '@/lib/services/sync/save-source'
import { startSync } from '@/lib/services/sync/start-sync'
import { apiServer } from '../support/api-server'
import { emptyPglite } from '../support/database'
import { perform } from '../support/services'
import { syncTenant, untilSync, workerOf } from '../support/sync'

const connectionId = 'helpdesk'
const ticket = (n: number, day: number, createdAt = '2026-01-31T08:00:00Z') => ({
  ticketId: `T${n}`,
  title: `Ticket ${n} of day ${day}`,
  url: `https://help.contoso.com/${n}`,
  iconUrl: 'https://help.contoso.com/i.png',
  createdAt,
  changedAt: `2026-02-0${day}T00:00:00Z`,
})

/** A console with an API that is asked for what changed after a time. */
async function setUp() {
  const opened = await emptyPglite()
  const tenant = await syncTenant(opened)
  let tickets = [ticket(1, 1), ticket(2, 1), ticket(3, 1)]
  const api = await apiServer(({ at }) => ({
    value: tickets.filter(({ changedAt }) => changedAt > (at.searchParams.get('after') ?? '')),
  }))
  const { allowedHosts: _, ...settings } = tenant.context.settings
  const context = { ...tenant.context, settings: { ...settings, allowedHosts: [api.host] } }
  const changes = { field: 'changedAt', parameter: 'after' }
  const config = HttpConfig.parse({ url: `${api.url}/tickets`, path: 'value', changes })
  await perform(saveSource, context, { connectionId, source: { kind: 'http', config } })
  await workerOf(opened, context)
  return {
    opened,
    tenant,
    api,
    set: (next: typeof tickets) => {
      tickets = next
    },
    async run(type: 'full' | 'incremental') {
      const { syncId } = await perform(startSync, context, { connectionId, type, plan: 'never' })
      return await untilSync(opened, syncId)
    },
    async watermark() {
      const [row] = await opened.db.select().from(sources).where(eq(sources.connectionId, connectionId))
      return row?.watermark
    },
  }
}

test('an incremental run asks for what changed since the last good one, and deletes nothing', async () => {
  const { tenant, api, run, set, watermark } = await setUp()

  const first = await run('incremental')
  set([ticket(2, 3)])
  const second = await run('incremental')
  const third = await run('incremental')

  expect(first).toMatchObject({ type: 'full', counts: { read: 3, sent: 3 } })
  expect(second).toMatchObject({
    type: 'incremental',
    status: 'succeeded',
    counts: { read: 1, sent: 1 },
    changes: { created: 0, updated: 1, deleted: 0 },
  })
  expect(third).toMatchObject({ type: 'incremental', status: 'succeeded', counts: { read: 0 } })
  expect(api.seen.at(-1)?.url).toContain('after=2026-02-03')
  expect(await watermark()).toBe('2026-02-03T00:00:00Z')
  expect(await tenant.itemCount()).toBe(3)
})

test('the watermark of a run with failed rows is not kept, so that the next asks for them again', async () => {
  const { run, set, watermark } = await setUp()
  await run('full')

  set([ticket(4, 5, 'yesterday'), ticket(5, 6)])
  const failed = await run('incremental')
  const before = await watermark()
  set([ticket(4, 5), ticket(5, 6)])
  const again = await run('incremental')

  expect(failed).toMatchObject({ status: 'with-errors', counts: { read: 2, sent: 1, failed: 1 } })
  expect(before).toBe('2026-02-01T00:00:00Z')
  expect(again).toMatchObject({ status: 'succeeded', counts: { read: 2, sent: 1, unchanged: 1 } })
  expect(await watermark()).toBe('2026-02-06T00:00:00Z')
})
