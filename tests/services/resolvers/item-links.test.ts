import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { ledger } from '@/lib/db/schema'
import { countItemLinks, listItemLinks } from '@/lib/services/resolvers/item-links'
import { eachDatabase } from '../../support/database'
import { syncTenant, untilSync } from '../../support/sync'
import { ticketsCsv } from '../../support/tickets'

const linked = (rows: number) =>
  ticketsCsv(1, rows, (n) => ({ url: `https://help.contoso.com/tickets/T${n}` }))

eachDatabase('links of items', (open) => {
  test('are known once the items were sent, and read page by page', async () => {
    const opened = await open()
    const tenant = await syncTenant(opened)
    await tenant.work()
    await untilSync(opened, await tenant.start(linked(25)))

    const found = new Map<string, string>()
    let pages = 0
    for (let after: string | null = null; pages === 0 || after !== null; pages++) {
      const { links, next } = await listItemLinks(opened.db, tenant.connectionId, after, 10)
      for (const [itemId, url] of links) found.set(itemId, url)
      after = next
    }

    expect(pages).toBe(3)
    expect(found.size).toBe(25)
    expect(found.get('T7')).toBe('https://help.contoso.com/tickets/T7')
    expect(await countItemLinks(opened.db, tenant.connectionId)).toEqual({ items: 25, links: 25 })
  })

  test('of items that a release before has sent are known after the next sync, though nothing is sent', async () => {
    const opened = await open()
    const tenant = await syncTenant(opened)
    await tenant.work()
    await untilSync(opened, await tenant.start(linked(12)))
    await opened.db.execute(sql`update ${ledger} set url = null, row_hash = null`)
    expect(await countItemLinks(opened.db, tenant.connectionId)).toEqual({ items: 12, links: 0 })

    const again = await untilSync(opened, await tenant.start(linked(12)))

    expect(again.counts).toMatchObject({ sent: 0, unchanged: 12 })
    expect(await countItemLinks(opened.db, tenant.connectionId)).toEqual({ items: 12, links: 12 })
  })
})
