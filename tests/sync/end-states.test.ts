import { expect, test } from 'vitest'
import { deleteConnection } from '@/lib/graph/connections'
import { saveAbortRules } from '@/lib/services/sync/save-abort-rules'
import { startSync } from '@/lib/services/sync/start-sync'
import { eachDatabase } from '../support/database'
import { perform } from '../support/services'
import { syncTenant, untilSync } from '../support/sync'
import { ticketsCsv } from '../support/tickets'

/** A date that is none. */
const spoiled = { createdAt: 'yesterday' }

const addUp = ({ read, sent, unchanged, failed }: Record<string, number>) => [
  read,
  (sent ?? 0) + (unchanged ?? 0) + (failed ?? 0),
]

eachDatabase('a sync', (open) => {
  test('of a connection that becomes full is stopped by the limit, and not by its rows', async () => {
    const opened = await open()
    const tenant = await syncTenant(opened)
    await tenant.settings({ itemsPerConnection: 300 })
    await tenant.work()

    const view = await untilSync(opened, await tenant.start(ticketsCsv(1, 3000)))

    expect(view).toMatchObject({ status: 'stopped', problem: { code: 'conflict' }, counts: { sent: 300 } })
    expect(view.problem?.message).toContain('used up its item quota')
    expect(view.counts.failed).toBe(0)
    const [read, sum] = addUp({ ...view.counts })
    expect(read).toBe(sum)
    expect((await tenant.requests('PUT')).length).toBeLessThan(300 + 60)
  })

  test('of a connection that becomes obsolete fails with that reason', async () => {
    const opened = await open()
    const tenant = await syncTenant(opened)
    await tenant.work()
    await tenant.fail({ match: { method: 'PUT', path: '/items/T200$' }, times: 1, state: 'obsolete' })

    const view = await untilSync(opened, await tenant.start(ticketsCsv(1, 3000)))

    expect(view).toMatchObject({ status: 'failed', problem: { code: 'conflict' }, counts: { failed: 0 } })
    expect(view.problem?.message).toContain('obsolete')
    expect((await tenant.requests('PUT')).length).toBeLessThan(200 + 60)
  })

  test('of a connection that is deleted meanwhile fails after a few rows, not after all', async () => {
    const opened = await open()
    const tenant = await syncTenant(opened)
    await tenant.settings({ latencyMs: 20 })
    await tenant.work()
    const syncId = await tenant.start(ticketsCsv(1, 3000))
    await untilSync(opened, syncId, ({ counts }) => counts.sent > 50)

    await deleteConnection(tenant.graph, tenant.connectionId)
    const view = await untilSync(opened, syncId)

    expect(['failed', 'stopped']).toContain(view.status)
    expect(view.counts.failed).toBeLessThanOrEqual(40)
    expect(view.problem?.message).toMatch(/deleted|in a row/)
  })

  test('goes on when Graph refuses one item with a conflict and the connection is well', async () => {
    const opened = await open()
    const tenant = await syncTenant(opened)
    await tenant.work()
    const match = { method: 'PUT', path: '/items/T(7|9|30)$' }
    await tenant.fail({ match, times: 3, status: 409, error: 'Conflict', message: 'Locked.' })

    const view = await untilSync(opened, await tenant.start(ticketsCsv(1, 100)))

    expect(view).toMatchObject({ status: 'with-errors', problem: null, counts: { sent: 97, failed: 3 } })
  })

  test('goes on when one item is denied, which a proxy on the way does, and others are not', async () => {
    const opened = await open()
    const tenant = await syncTenant(opened)
    await tenant.work()
    await tenant.fail({
      match: { method: 'PUT', path: '/items/T1$' },
      times: 1,
      status: 403,
      html: '<h1>No</h1>',
    })

    const view = await untilSync(opened, await tenant.start(ticketsCsv(1, 60)))

    expect(view).toMatchObject({ status: 'with-errors', problem: null, counts: { sent: 59, failed: 1 } })
  })

  test('of which no row can be sent has failed', async () => {
    const opened = await open()
    const tenant = await syncTenant(opened)
    await tenant.work()

    const view = await untilSync(opened, await tenant.start(ticketsCsv(1, 60, () => spoiled)))

    expect(view).toMatchObject({ status: 'failed', counts: { read: 60, sent: 0, failed: 60 } })
    expect(view.problem?.message).toBe('Not one of 60 rows could be sent. The causes are listed below.')
  })

  test('with every second row wrong is stopped by the rate, and by another rate when it is set', async () => {
    const opened = await open()
    const tenant = await syncTenant(opened)
    const { connectionId, context } = tenant
    await tenant.work()
    const wrong = ticketsCsv(1, 2000, (n) => (n % 2 === 0 ? spoiled : {}))

    const stopped = await untilSync(opened, await tenant.start(wrong))
    const rules = { total: 100_000, consecutive: 10, rate: 60 }
    await perform(saveAbortRules, context, { connectionId, rules })
    const { syncId } = await perform(startSync, context, { connectionId, plan: 'never' })
    const through = await untilSync(opened, syncId)

    expect(stopped).toMatchObject({ status: 'stopped' })
    expect(stopped.problem?.message).toMatch(/^[56]\d % of 2\d\d rows failed, and this sync stops at 15 %/)
    expect(through).toMatchObject({ status: 'with-errors', counts: { read: 2000, failed: 1000 } })
  })

  test('is stopped when Graph refuses ten in a row for an unknown reason', async () => {
    const opened = await open()
    const tenant = await syncTenant(opened)
    await tenant.work()
    const match = { method: 'PUT' }
    await tenant.fail({ match, times: 10_000, skip: 40, status: 409, error: 'Strange', message: 'No.' })

    const view = await untilSync(opened, await tenant.start(ticketsCsv(1, 1000)))

    expect(view).toMatchObject({ status: 'stopped' })
    expect(view.counts.failed).toBeLessThanOrEqual(10 + 25)
    expect(view.problem?.message).toMatch(/^Graph refused 1\d rows in a row/)
  })
})
