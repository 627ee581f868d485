import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { deletions, ledger } from '@/lib/db/schema'
import { rulesOf } from '@/lib/model/sync/abort-rules'
import { ask } from '@/lib/services/execute'
import { listDeletions } from '@/lib/services/sync/get-plan'
import { approveDeletions, rejectDeletions } from '@/lib/services/sync/held-deletions'
import { saveAbortRules } from '@/lib/services/sync/save-abort-rules'
import { eachDatabase } from '../support/database'
import { alex, perform } from '../support/services'
import { syncTenant, untilSync } from '../support/sync'
import { ticketsCsv } from '../support/tickets'

async function withItems(opened: Parameters<typeof syncTenant>[0], count: number) {
  const tenant = await syncTenant(opened)
  await tenant.work()
  await untilSync(opened, await tenant.start(ticketsCsv(1, count)))
  return tenant
}

eachDatabase('items that are no longer in the source', (open) => {
  test('are deleted when they are few', async () => {
    const opened = await open()
    const tenant = await withItems(opened, 40)

    const view = await untilSync(opened, await tenant.start(ticketsCsv(5, 42)))

    expect(view).toMatchObject({
      status: 'succeeded',
      counts: { read: 38, sent: 2, unchanged: 36, failed: 0 },
      changes: { created: 2, updated: 0, deleted: 4, held: 0 },
    })
    expect(await tenant.itemCount()).toBe(38)
    expect(await opened.db.$count(ledger)).toBe(38)
    expect(await tenant.requests('DELETE')).toHaveLength(4)
  })

  test('are tried each for itself: one that Graph refuses keeps no other, and the run says so', async () => {
    const opened = await open()
    const tenant = await withItems(opened, 40)
    const match = { method: 'DELETE', path: '/items/T1$' }
    await tenant.fail({ match, times: 1, status: 423, error: 'Locked', message: 'On hold.' })

    const refused = await untilSync(opened, await tenant.start(ticketsCsv(5, 40)))
    const next = await untilSync(opened, await tenant.start(ticketsCsv(5, 40)))

    expect(refused).toMatchObject({
      status: 'with-errors',
      counts: { read: 36, unchanged: 36, failed: 0 },
      changes: { deleted: 3 },
      problem: { message: expect.stringMatching(/^Graph did not delete 1 item\. .*On hold\. The next run/) },
    })
    expect(next).toMatchObject({ status: 'succeeded', problem: null, changes: { deleted: 1 } })
    expect(await tenant.itemCount()).toBe(36)
  })

  test('are held when they are many, while the rest goes through, until exactly these are approved', async () => {
    const opened = await open()
    const tenant = await withItems(opened, 40)
    const syncId = await tenant.start(ticketsCsv(21, 45))
    const held = await untilSync(opened, syncId)
    expect(held).toMatchObject({
      status: 'held',
      phase: 'finalize',
      counts: { read: 25, sent: 5, unchanged: 20, failed: 0 },
      changes: { deleted: 0, held: 20 },
    })
    expect(await tenant.requests('DELETE')).toEqual([])
    const { context } = tenant
    const operator = { ...context, actor: { ...alex, roles: ['Operator' as const] } }
    const hash = held.heldHash ?? ''
    const list = await ask(listDeletions, context, { syncId })
    expect(list.items).toHaveLength(20)

    await expect(perform(approveDeletions, operator, { syncId, hash })).rejects.toMatchObject({
      code: 'forbidden',
    })
    await expect(perform(approveDeletions, context, { syncId, hash: 'other' })).rejects.toMatchObject({
      code: 'conflict',
    })
    await perform(approveDeletions, context, { syncId, hash })
    const done = await untilSync(opened, syncId)

    expect(done).toMatchObject({ status: 'succeeded', changes: { deleted: 20, held: 0 } })
    expect(await tenant.itemCount()).toBe(25)
  })

  test('stay when the approval is refused', async () => {
    const opened = await open()
    const tenant = await withItems(opened, 40)
    const syncId = await tenant.start(ticketsCsv(21, 40))
    const { heldHash } = await untilSync(opened, syncId)

    await perform(rejectDeletions, tenant.context, { syncId, hash: heldHash ?? '' })

    expect(await untilSync(opened, syncId)).toMatchObject({
      status: 'succeeded',
      changes: { deleted: 0, held: 0 },
    })
    expect(await tenant.itemCount()).toBe(40)
  })

  test('are looked at again before they are deleted: what came back stays', async () => {
    const opened = await open()
    const tenant = await withItems(opened, 40)
    const syncId = await tenant.start(ticketsCsv(21, 40))
    const { heldHash } = await untilSync(opened, syncId)
    await opened.db.update(ledger).set({ pushedAt: new Date() }).where(eq(ledger.itemId, 'T2'))

    await perform(approveDeletions, tenant.context, { syncId, hash: heldHash ?? '' })
    const done = await untilSync(opened, syncId)

    expect(done.changes).toMatchObject({ deleted: 19 })
    const kept = await opened.db.select().from(deletions).where(eq(deletions.state, 'kept'))
    expect(kept.map(({ itemId }) => itemId)).toEqual(['T2'])
    expect(await tenant.itemCount()).toBe(21)
  })

  test('are not deleted when the list was changed after its approval', async () => {
    const opened = await open()
    const tenant = await withItems(opened, 40)
    const syncId = await tenant.start(ticketsCsv(21, 40))
    const { heldHash } = await untilSync(opened, syncId)
    await opened.db.insert(deletions).values({ syncId, itemId: 'T30', state: 'held' })

    await perform(approveDeletions, tenant.context, { syncId, hash: heldHash ?? '' })

    expect(await untilSync(opened, syncId)).toMatchObject({ status: 'held', changes: { deleted: 0 } })
    expect(await tenant.itemCount()).toBe(40)
  })

  test('are held from the limits on that are set for the connection', async () => {
    const opened = await open()
    const tenant = await withItems(opened, 40)
    const rules = rulesOf({ heldItems: 1, heldPercent: 2 })
    await perform(saveAbortRules, tenant.context, { connectionId: tenant.connectionId, rules })

    const view = await untilSync(opened, await tenant.start(ticketsCsv(3, 40)))

    expect(view).toMatchObject({ status: 'held', changes: { deleted: 0, held: 2 } })
  })

  test('are held whatever their number when a record does not tell its id', async () => {
    const opened = await open()
    const tenant = await withItems(opened, 40)

    const view = await untilSync(opened, await tenant.start(ticketsCsv(2, 40).replace('\nT5,', '\n,')))

    expect(view).toMatchObject({ status: 'held', changes: { deleted: 0, held: 2 } })
  })

  test('stay when their record is there and cannot be sent', async () => {
    const opened = await open()
    const tenant = await withItems(opened, 40)
    const broken = ticketsCsv(1, 40).replace('2026-01-31T08:00:00Z', 'yesterday')

    const view = await untilSync(opened, await tenant.start(broken))

    expect(view).toMatchObject({ status: 'with-errors', counts: { failed: 1 }, changes: { deleted: 0 } })
    expect(await tenant.itemCount()).toBe(40)
  })
})
