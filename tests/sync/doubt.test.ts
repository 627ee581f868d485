import { expect, test } from 'vitest'
import type { Opened } from '@/lib/db/open'
import { leases } from '@/lib/db/schema'
import { getItem } from '@/lib/graph/items'
import { purgeItems } from '@/lib/services/sync/purge-items'
import { emptyPglite } from '../support/database'
import { perform } from '../support/services'
import { syncTenant, untilSync } from '../support/sync'
import { ticketsCsv } from '../support/tickets'

const connectionId = 'helpdesk'
const wait = { timeout: 60_000 }

async function withTickets(opened: Opened, count: number) {
  const tenant = await syncTenant(opened)
  await tenant.work()
  await untilSync(opened, await tenant.start(ticketsCsv(1, count)))
  return tenant
}

test('what a cancelled run has sent is put right by the next, though nobody heard whether Graph took it', async () => {
  const opened = await emptyPglite()
  const { ingestion, fail, start, cancel, itemCount } = await withTickets(opened, 40)
  const titleOf = async (itemId: string) => (await getItem(ingestion, connectionId, itemId)).properties?.title
  await fail({ match: { method: 'PUT' }, times: 36, drop: 'after' })
  const syncId = await start(ticketsCsv(38, 43, () => ({ title: 'Wrong' })))
  await untilSync(opened, syncId, ({ status, problem }) => status === 'queued' && problem !== null)
  await cancel(syncId)
  expect([await titleOf('T38'), await itemCount()]).toEqual(['Wrong', 43])

  const next = await untilSync(opened, await start(ticketsCsv(1, 40)))

  expect(next).toMatchObject({
    status: 'succeeded',
    counts: { read: 40, failed: 0 },
    changes: { deleted: 3 },
  })
  expect([await titleOf('T38'), await itemCount()]).toEqual(['Ticket 38', 40])
})

test('a deletion of all items that is cancelled counts what is gone, and the next run sends that again', async () => {
  const opened = await emptyPglite()
  const { context, fail, start, cancel, requests, itemCount } = await withTickets(opened, 100)
  const latency = { minMs: 600_000, medianMs: 600_000, p95Ms: 600_000, maxMs: 600_000 }
  await fail({ match: { method: 'DELETE', path: '/items/T9\\d?$' }, latency })
  const { syncId } = await perform(purgeItems, context, { connectionId, typed: connectionId, items: 100 })
  // All but those that Graph is slow with, which are the last.
  await expect.poll(async () => (await requests('DELETE')).length, wait).toBe(89)
  await cancel(syncId)
  await expect.poll(() => opened.db.select().from(leases), wait).toEqual([])
  const cancelled = await untilSync(opened, syncId)

  const next = await untilSync(opened, await start(ticketsCsv(1, 100)))

  expect(cancelled).toMatchObject({ status: 'cancelled', changes: { deleted: 89 } })
  expect(next).toMatchObject({ status: 'succeeded', counts: { read: 100, failed: 0 } })
  expect(await itemCount()).toBe(100)
})
