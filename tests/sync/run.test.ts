import { expect, test } from 'vitest'
import { leases } from '@/lib/db/schema'
import { startSync } from '@/lib/services/sync/start-sync'
import { getSyncView, listSyncErrors, listSyncs } from '@/lib/services/sync/views'
import { eachDatabase } from '../support/database'
import { helpdeskCsv, hrCsv } from '../support/samples'
import { perform } from '../support/services'
import { syncTenant, untilSync } from '../support/sync'
import { ticketsCsv } from '../support/tickets'
import { waitedMs } from '../support/waited'

/** The file with one cell of a row (from 1) replaced. */
function spoil(csv: string, row: number, column: number, cell: string) {
  const lines = csv.split('\r\n')
  const cells = lines[row]?.split(',') ?? []
  cells[column] = cell
  lines[row] = cells.join(',')
  return lines.join('\r\n')
}

eachDatabase('a sync', (open) => {
  test('of 500 rows sends each of them once and counts them exactly', async () => {
    const opened = await open()
    const tenant = await syncTenant(opened)
    const syncId = await tenant.start(helpdeskCsv(500))
    await tenant.work()

    const view = await untilSync(opened, syncId)

    expect(view).toMatchObject({
      status: 'succeeded',
      totalRows: 500,
      counts: { read: 500, sent: 500, unchanged: 0, failed: 0 },
      problem: null,
    })
    expect(await tenant.itemCount()).toBe(500)
    expect(await tenant.requests('PUT')).toHaveLength(500)
  })

  test('sends only what has changed since the last', async () => {
    const opened = await open()
    const tenant = await syncTenant(opened)
    await tenant.work()
    await untilSync(opened, await tenant.start(ticketsCsv(1, 300)))

    const again = await untilSync(opened, await tenant.start(ticketsCsv(1, 300)))
    const changed = await untilSync(
      opened,
      await tenant.start(spoil(ticketsCsv(1, 301), 7, 1, 'Another title')),
    )

    expect(again.counts).toEqual({ read: 300, sent: 0, unchanged: 300, failed: 0 })
    expect(changed.counts).toEqual({ read: 301, sent: 2, unchanged: 299, failed: 0 })
    const [newest, ...older] = await listSyncs(opened.db, tenant.connectionId)
    expect([newest?.id, ...older.map(({ id }) => id)].slice(0, 2)).toEqual([changed.id, again.id])
    expect(older).toHaveLength(2)
    expect(await listSyncs(opened.db, tenant.connectionId, { before: changed.id })).toEqual(older)
  })

  test('sends a row whose id a bad row had before', async () => {
    const opened = await open()
    const tenant = await syncTenant(opened)
    await tenant.work()
    const csv = spoil(spoil(ticketsCsv(1, 10), 3, 4, 'yesterday'), 7, 0, 'T3')

    const view = await untilSync(opened, await tenant.start(csv))

    expect(view.counts).toEqual({ read: 10, sent: 9, unchanged: 0, failed: 1 })
    const { errors } = await listSyncErrors(opened.db, view.id)
    expect(errors).toMatchObject([{ row: 3, itemId: 'T3', code: 'invalid-value', field: 'createdAt' }])
  })

  test('records a row that cannot become an item, and one that repeats an id, and sends the others', async () => {
    const opened = await open()
    const tenant = await syncTenant(opened)
    await tenant.work()
    const csv = spoil(spoil(ticketsCsv(1, 50), 3, 4, 'yesterday'), 9, 0, 'T2')

    const view = await untilSync(opened, await tenant.start(csv))

    expect(view).toMatchObject({
      status: 'with-errors',
      counts: { read: 50, sent: 48, unchanged: 0, failed: 2 },
    })
    const { errors, groups, total } = await listSyncErrors(opened.db, view.id)
    expect(errors).toMatchObject([
      { row: 3, itemId: 'T3', code: 'invalid-value', field: 'createdAt' },
      {
        row: 9,
        itemId: 'T2',
        code: 'duplicate-id',
        message: expect.stringContaining('Row 2 has the same item id'),
      },
    ])
    expect(total).toBe(2)
    expect(groups).toHaveLength(2)
    expect((await listSyncErrors(opened.db, view.id, { code: 'duplicate-id' })).errors).toHaveLength(1)
  })

  test('records what Graph refuses in its words and with its request id', async () => {
    const opened = await open()
    const tenant = await syncTenant(opened)
    await tenant.work()
    await tenant.fail({
      match: { method: 'PUT', path: '/items/T5$' },
      times: 1,
      status: 400,
      error: 'BadRequest',
      message: 'The item is odd.',
    })

    const view = await untilSync(opened, await tenant.start(ticketsCsv(1, 20)))

    expect(view.counts).toEqual({ read: 20, sent: 19, unchanged: 0, failed: 1 })
    const [error] = (await listSyncErrors(opened.db, view.id)).errors
    const [refused] = (await tenant.requests('PUT', '/items/T5')).filter(({ status }) => status === 400)
    expect(error).toMatchObject({
      row: 5,
      itemId: 'T5',
      message: expect.stringContaining('The item is odd.'),
    })
    expect(error?.graphRequestId).toBe(refused?.requestId)
  })

  test('waits as long as Graph asks and loses nothing', async () => {
    const opened = await open()
    const tenant = await syncTenant(opened)
    await tenant.work()
    await tenant.fail({ match: { method: 'PUT' }, times: 10, status: 429, retryAfter: 1 })
    const syncId = await tenant.start(ticketsCsv(1, 100))

    const view = await untilSync(opened, syncId)

    expect(view.counts).toEqual({ read: 100, sent: 100, unchanged: 0, failed: 0 })
    const puts = await tenant.requests('PUT')
    const throttled = puts.filter(({ status }) => status === 429)
    expect(throttled).toHaveLength(10)
    for (const { path, at } of throttled) {
      const next = puts.find((one) => one.path === path && one.at > at)
      expect(Date.parse(next?.at ?? '') - Date.parse(at)).toBeGreaterThanOrEqual(990)
    }
  })

  test('tells of a long wait, and is cancelled in the middle of it', async () => {
    const opened = await open()
    const tenant = await syncTenant(opened)
    await tenant.work()
    await tenant.fail({ match: { method: 'PUT' }, times: 100, status: 429, retryAfter: 300 })
    const syncId = await tenant.start(ticketsCsv(1, 100))

    const waiting = await untilSync(opened, syncId, ({ pacing }) => pacing !== null)
    await tenant.cancel(syncId)
    await untilSync(opened, syncId)
    // What was in flight is over.
    await expect.poll(() => opened.db.select().from(leases), { timeout: 60_000 }).toEqual([])
    const asked = (await tenant.requests('PUT')).length

    expect(waiting).toMatchObject({
      status: 'running',
      problem: null,
      pacing: { limit: 4, most: 25, heldUntil: expect.any(String) },
    })
    const again = await tenant.start(ticketsCsv(1, 5))
    const held = await untilSync(opened, again, ({ pacing }) => pacing !== null)
    expect(held).toMatchObject({ status: 'running', pacing: { heldUntil: expect.any(String) } })
    expect(await tenant.requests('PUT')).toHaveLength(asked)
  })

  test('records an item that Graph fails on again and again, when it takes the others', async () => {
    const opened = await open()
    const tenant = await syncTenant(opened)
    await tenant.work()
    await tenant.fail({ match: { method: 'PUT', path: '/items/T2$' }, times: 100, status: 503 })

    const view = await untilSync(opened, await tenant.start(ticketsCsv(1, 60)))

    expect(view).toMatchObject({
      status: 'with-errors',
      counts: { read: 60, sent: 59, unchanged: 0, failed: 1 },
    })
  })

  test('waits while Graph is down, and blames no row for it', async () => {
    const opened = await open()
    const tenant = await syncTenant(opened)
    await tenant.work()
    await tenant.fail({ match: { method: 'PUT' }, times: 10_000, status: 503 })
    const syncId = await tenant.start(ticketsCsv(1, 60))

    const view = await untilSync(opened, syncId, ({ problem }) => problem !== null)

    expect(view).toMatchObject({ status: 'queued', problem: { code: 'unavailable' }, counts: { failed: 0 } })
  })

  test('fails with Graph’s reason when its app may not write', async () => {
    const opened = await open()
    const tenant = await syncTenant(opened)
    await tenant.work()
    await tenant.fail({ match: { method: 'PUT' }, times: 10_000, status: 403, error: 'AccessDenied' })

    const view = await untilSync(opened, await tenant.start(ticketsCsv(1, 60)))

    expect(view).toMatchObject({ status: 'failed', problem: { code: 'forbidden' } })
  })

  test('of a connection that has one running is refused', async () => {
    const opened = await open()
    const tenant = await syncTenant(opened)
    await tenant.start(ticketsCsv(1, 10))
    const { context, connectionId } = tenant

    const second = perform(startSync, context, { connectionId })

    await expect(second).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('running'),
    })
  })

  test('that is cancelled stops within seconds and keeps what was sent', async () => {
    const opened = await open()
    const tenant = await syncTenant(opened)
    await tenant.settings({ latencyMs: 100 })
    await tenant.work()
    const syncId = await tenant.start(helpdeskCsv(2000))
    await untilSync(opened, syncId, ({ counts }) => counts.sent > 50)

    await tenant.cancel(syncId)
    const free = () => expect.poll(() => opened.db.select().from(leases)).toEqual([])
    expect(await waitedMs(free)).toBeLessThan(3_000)
    const after = await tenant.itemCount()
    await new Promise((done) => setTimeout(done, 500))

    expect(await tenant.itemCount()).toBe(after)
    const view = await getSyncView(opened.db, syncId)
    expect(view).toMatchObject({ status: 'cancelled' })
    expect(view.counts.sent).toBe(after)
    expect(view.counts.read).toBe(view.counts.sent)
    await tenant.settings({ latencyMs: 0 })
    const rest = await untilSync(opened, await tenant.start(helpdeskCsv(200)))
    expect(rest.counts).toMatchObject({ read: 200, failed: 0 })
  })

  test('of people reports those whom the tenant does not have', async () => {
    const opened = await open()
    const tenant = await syncTenant(opened, 'people')
    await tenant.work()
    const csv = hrCsv().replace(/^alexw@contoso\.com/m, 'nobody@contoso.com')
    const rows = csv.trim().split('\n').length - 1

    const view = await untilSync(opened, await tenant.start(csv))

    expect(view.counts).toEqual({ read: rows, sent: rows - 1, unchanged: 0, failed: 1 })
    expect((await listSyncErrors(opened.db, view.id)).errors).toMatchObject([
      { code: 'unmatched-user', field: 'account', message: expect.stringContaining("'nobody@contoso.com'") },
    ])
    expect(await tenant.itemCount()).toBe(rows - 1)
  })

  test('does not start without a file, nor with a column missing', async () => {
    const opened = await open()
    const tenant = await syncTenant(opened)
    const { context, connectionId } = tenant
    const bare = perform(startSync, context, { connectionId })
    await expect(bare).rejects.toMatchObject({ code: 'invalid', field: 'file' })
  })
})
