import { expect, test } from 'vitest'
import { getItem } from '@/lib/graph/items'
import { ask } from '@/lib/services/execute'
import { getPlan } from '@/lib/services/sync/get-plan'
import { retryFailed } from '@/lib/services/sync/retry-failed'
import { saveMapping } from '@/lib/services/sync/save-mapping'
import { listSyncErrors } from '@/lib/services/sync/views'
import { getSource } from '@/lib/sources/source'
import { eachDatabase } from '../support/database'
import { perform } from '../support/services'
import { syncTenant, untilSync, upload } from '../support/sync'
import { ticketsCsv } from '../support/tickets'

/** Graph refuses each of these items the first time. */
async function refuseOnce({ fail }: Awaited<ReturnType<typeof syncTenant>>, ids: string[]) {
  for (const id of ids)
    await fail({ match: { method: 'PUT', path: `/items/${id}$` }, times: 1, status: 400, error: 'Odd' })
}

eachDatabase('a retry', (open) => {
  test('sends the failed rows of one cause again and no others, and deletes nothing', async () => {
    const opened = await open()
    const tenant = await syncTenant(opened)
    await tenant.work()
    await refuseOnce(tenant, ['T5', 'T9'])
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

  test('of an old run leaves alone what a newer one has sent', async () => {
    const opened = await open()
    const tenant = await syncTenant(opened)
    await tenant.work()
    await refuseOnce(tenant, ['T5', 'T6'])
    const old = await untilSync(opened, await tenant.start(ticketsCsv(1, 30)))
    const newer = ticketsCsv(1, 5, (n) => (n === 5 ? { title: 'Newer' } : {}))
    await untilSync(opened, await tenant.start(newer))

    const { syncId } = await perform(retryFailed, tenant.context, { syncId: old.id })
    const retried = await untilSync(opened, syncId)

    expect(retried).toMatchObject({ status: 'succeeded', counts: { read: 2, sent: 1, unchanged: 1 } })
    const { properties } = await getItem(tenant.ingestion, tenant.connectionId, 'T5')
    expect(properties?.title).toBe('Newer')
  })

  test('is refused by the mapping of another source, which names columns that the rows do not have', async () => {
    const opened = await open()
    const tenant = await syncTenant(opened)
    const { connectionId, context } = tenant
    await tenant.work()
    await tenant.fail({ match: { method: 'PUT', path: '/items/T5$' }, times: 1, status: 400, error: 'Odd' })
    const first = await untilSync(opened, await tenant.start(ticketsCsv(1, 30)))
    const { id: uploadId } = await upload(opened, 'ticketId,headline,title\r\nX1,Hello,You\r\n')
    const properties = {
      title: { kind: 'column', column: 'title' },
      status: { kind: 'column', column: 'headline' },
    } as const
    const mapping = { itemId: { column: 'ticketId' }, properties, access: 'everyone' } as const
    await perform(saveMapping, context, { connectionId, uploadId, mapping })

    await expect(perform(retryFailed, context, { syncId: first.id })).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining("the column 'headline', which the source did not have"),
    })
  })

  test('that would let others read shows a plan of what it sends, not of all', async () => {
    const opened = await open()
    const tenant = await syncTenant(opened)
    const { connectionId, context } = tenant
    await tenant.work()
    await untilSync(opened, await tenant.start(ticketsCsv(1, 40)))
    const match = { method: 'PUT', path: '/items/T([1-9]|1[0-5])$' }
    await tenant.fail({ match, times: 15, status: 400, error: 'Odd' })
    const changed = ticketsCsv(1, 40, (n) => (n <= 15 ? { title: 'Other' } : {}))
    const { id } = await untilSync(opened, await tenant.start(changed))
    const mapping = (await getSource(opened.db, connectionId))?.mapping
    if (!mapping) throw new Error('The connection has no source.')
    await perform(saveMapping, context, { connectionId, mapping: { ...mapping, access: 'everyone' } })

    const { syncId } = await perform(retryFailed, context, { syncId: id })
    const held = await untilSync(opened, syncId)

    expect(held).toMatchObject({ type: 'retry', status: 'held', phase: 'plan', counts: { sent: 0 } })
    expect(await ask(getPlan, context, { syncId })).toMatchObject({ rows: 15, counts: { changed: 15 } })
  })

  test('of a retry blames no row that made no item', async () => {
    const opened = await open()
    const tenant = await syncTenant(opened)
    await tenant.work()
    await tenant.fail({ match: { method: 'PUT', path: '/items/T9$' }, times: 2, status: 400, error: 'Odd' })
    const spoiled = (n: number) => (n === 2 ? { ticketId: 'T9', createdAt: 'yesterday' } : {})
    const first = await untilSync(opened, await tenant.start(ticketsCsv(1, 30, spoiled)))
    const retry = async (syncId: string, code?: string) => {
      const again = await perform(retryFailed, tenant.context, { syncId, code })
      return await untilSync(opened, again.syncId)
    }

    const second = await retry(first.id, 'Odd')
    const third = await retry(second.id)

    expect(second.counts).toMatchObject({ sent: 0, failed: 1 })
    expect(third).toMatchObject({ status: 'succeeded', counts: { sent: 1, failed: 0 } })
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
