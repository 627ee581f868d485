import { expect, test } from 'vitest'
import { readHold, writeHold } from '@/lib/db/holds'
import { connections } from '@/lib/db/schema'
import { getConnection } from '@/lib/graph/connections'
import { getItem, putItem } from '@/lib/graph/items'
import { heldGraph } from '@/lib/sync/held-graph'
import { eachDatabase } from '../support/database'
import { emulatedGraph, ready, ticket } from '../support/graph'

const throttled = { code: 'throttled', message: expect.stringContaining('Try again in') }

eachDatabase('what is asked of a connection beside its runs', (open) => {
  async function tenantWith() {
    const { db } = await open()
    await db.insert(connections).values([{ id: 'helpdesk' }, { id: 'sales' }])
    const tenant = await emulatedGraph({ connections: [ready('helpdesk'), ready('sales')] })
    await putItem(tenant.ingestion, 'sales', '1', ticket('One'))
    return { ...tenant, db, graph: heldGraph(tenant.ingestion, db), configuration: tenant.graph }
  }

  test('is not sent while Graph has asked another process to wait', async () => {
    const { db, graph, configuration, requests } = await tenantWith()
    await writeHold(db, 'helpdesk', 300_000)

    await expect(getItem(graph, 'helpdesk', '1')).rejects.toMatchObject(throttled)

    expect(await requests('GET', '/helpdesk/items')).toEqual([])
    expect(await getItem(graph, 'sales', '1')).toMatchObject({ id: '1' })
    expect(await getConnection(heldGraph(configuration, db), 'helpdesk')).toMatchObject({ id: 'helpdesk' })
  })

  test('tells the other processes when Graph asks it to wait, and the longest wait stays', async () => {
    const { db, graph, fail } = await tenantWith()
    await fail({ match: { path: '/items/1$' }, times: 1, status: 429, retryAfter: 300 })

    await expect(getItem(graph, 'helpdesk', '1')).rejects.toMatchObject(throttled)
    await writeHold(db, 'helpdesk', 1_000)
    await writeHold(db, 'gone', 1_000)

    expect(await readHold(db, 'helpdesk')).toBeGreaterThan(200_000)
    expect(await readHold(db, 'helpdesk')).toBeLessThanOrEqual(300_000)
    expect([await readHold(db, 'sales'), await readHold(db, 'gone')]).toEqual([0, 0])
  })

  test('waits no longer than it was asked to when the clock of the database is set back', async () => {
    const { db } = await tenantWith()
    await writeHold(db, 'helpdesk', 10_000)
    await db.execute("update holds set since = since + interval '1 day', until = until + interval '1 day'")

    expect(await readHold(db, 'helpdesk')).toBeLessThanOrEqual(10_000)
  })
})
