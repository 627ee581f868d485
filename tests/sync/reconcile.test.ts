import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { ledger } from '@/lib/db/schema'
import { deleteItem, putItem } from '@/lib/graph/items'
import { ask } from '@/lib/services/execute'
import { listFindings } from '@/lib/services/sync/list-findings'
import { purgeItems } from '@/lib/services/sync/purge-items'
import { reconcileItems } from '@/lib/services/sync/reconcile-items'
import { settleFindings } from '@/lib/services/sync/settle-findings'
import { eachDatabase } from '../support/database'
import { perform } from '../support/services'
import { syncTenant, untilSync } from '../support/sync'
import { ticketsCsv } from '../support/tickets'

const everyone = [{ type: 'everyone', value: 'everyone', accessType: 'grant' }]

eachDatabase('the items of a connection', (open) => {
  test('are compared with Graph, and what differs is sent again or forgotten', async () => {
    const opened = await open()
    const tenant = await syncTenant(opened)
    const { connectionId, context, ingestion } = tenant
    await tenant.work()
    const csv = ticketsCsv(1, 60)
    await untilSync(opened, await tenant.start(csv))
    await putItem(ingestion, connectionId, 'T7', { acl: everyone, properties: { title: 'By somebody else' } })
    await deleteItem(ingestion, connectionId, 'T9')
    await opened.db
      .insert(ledger)
      .values({ connectionId, itemId: 'X1', hash: 'x', syncId: crypto.randomUUID() })
    const before = (await tenant.requests('POST', '$batch')).length

    const { syncId } = await perform(reconcileItems, context, { connectionId })
    const run = await untilSync(opened, syncId)
    const report = await ask(listFindings, context, { syncId })

    expect(run).toMatchObject({ type: 'reconcile', status: 'succeeded', totalRows: 61 })
    expect(report.items.map(({ itemId, kind }) => `${itemId} ${kind}`)).toEqual([
      'T7 changed',
      'T9 missing',
      'X1 gone',
    ])
    expect(report.items[0]?.what).toContain('title')
    expect((await tenant.requests('POST', '$batch')).length - before).toBeGreaterThanOrEqual(4)

    await perform(settleFindings, context, { syncId, kind: 'changed', how: 'owe' })
    await perform(settleFindings, context, { syncId, kind: 'missing', how: 'owe' })
    await perform(settleFindings, context, { syncId, kind: 'gone', how: 'forget' })
    const again = await untilSync(opened, await tenant.start(csv))
    const next = await perform(reconcileItems, context, { connectionId })
    await untilSync(opened, next.syncId)

    expect(again.counts).toMatchObject({ sent: 2, unchanged: 58, failed: 0 })
    expect((await ask(listFindings, context, { syncId: next.syncId })).items).toEqual([])
  })

  test('are deleted all together, after the id was typed and not more than were shown', async () => {
    const opened = await open()
    const tenant = await syncTenant(opened)
    const { connectionId, context } = tenant
    await tenant.work()
    await untilSync(opened, await tenant.start(ticketsCsv(1, 30)))
    await deleteItem(tenant.ingestion, connectionId, 'T3')
    const purge = (typed: string, items: number) =>
      perform(purgeItems, context, { connectionId, typed, items })

    await expect(purge('other', 30)).rejects.toMatchObject({ code: 'invalid', field: 'typed' })
    await expect(purge(connectionId, 29)).rejects.toMatchObject({ code: 'conflict' })
    const { syncId } = await purge(connectionId, 30)
    const run = await untilSync(opened, syncId)
    const again = await untilSync(opened, await tenant.start(ticketsCsv(1, 30)))

    expect(run).toMatchObject({ type: 'purge', status: 'succeeded', totalRows: 30, changes: { deleted: 30 } })
    expect(await opened.db.$count(ledger, eq(ledger.syncId, again.id))).toBe(30)
    expect(again.counts).toMatchObject({ sent: 30 })
    expect(await tenant.itemCount()).toBe(30)
  })
})
