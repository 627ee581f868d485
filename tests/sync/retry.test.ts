import { expect, test } from 'vitest'
import { retryFailed } from '@/lib/services/sync/retry-failed'
import { listSyncErrors } from '@/lib/services/sync/views'
import { eachDatabase } from '../support/database'
import { perform } from '../support/services'
import { syncTenant, untilSync } from '../support/sync'
import { ticketsCsv } from '../support/tickets'

eachDatabase('a retry', (open) => {
  test('sends the failed rows of one cause again and no others, and deletes nothing', async () => {
    const opened = await open()
    const tenant = await syncTenant(opened)
    await tenant.work()
    for (const id of ['T5', 'T9'])
      await tenant.fail({
        match: { method: 'PUT', path: `/items/${id}$` },
        times: 1,
        status: 400,
        error: 'Odd',
      })
    const twice = `${ticketsCsv(1, 30)}${ticketsCsv(3, 3).split('\r\n')[1]}\r\n`
    const first = await untilSync(opened, await tenant.start(twice))
    expect(first.counts).toEqual({ read: 31, sent: 28, unchanged: 0, failed: 3 })
    const before = (await tenant.requests('PUT')).length

    const { syncId } = await perform(retryFailed, tenant.context, { syncId: first.id, code: 'Odd' })
    const retried = await untilSync(opened, syncId)
    const rest = await perform(retryFailed, tenant.context, { syncId: first.id })
    const again = await untilSync(opened, rest.syncId)

    expect(retried).toMatchObject({
      type: 'retry',
      status: 'succeeded',
      totalRows: 2,
      counts: { read: 2, sent: 2, failed: 0 },
      changes: { created: 2, deleted: 0 },
    })
    expect((await tenant.requests('PUT')).length - before).toBe(2)
    expect(again.counts).toEqual({ read: 3, sent: 0, unchanged: 2, failed: 1 })
    const found = await listSyncErrors(opened.db, first.id, { words: 'ODD' })
    expect(found.errors.map(({ itemId }) => itemId)).toEqual(['T5', 'T9'])
    expect(found).toMatchObject({ total: 2, groups: [{ count: 2 }, { count: 1 }] })
    expect((await listSyncErrors(opened.db, first.id, { words: '%' })).total).toBe(0)
    expect((await listSyncErrors(opened.db, again.id)).errors).toMatchObject([
      { row: 31, itemId: 'T3', code: 'duplicate-id' },
    ])
  })

  test('of rows that did not fail is refused', async () => {
    const opened = await open()
    const tenant = await syncTenant(opened)
    await tenant.work()
    const { id } = await untilSync(opened, await tenant.start(ticketsCsv(1, 3)))

    await expect(perform(retryFailed, tenant.context, { syncId: id, rows: [2] })).rejects.toMatchObject({
      code: 'invalid',
    })
  })
})
