import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { approvals, ledger, operations, plans, syncs } from '@/lib/db/schema'
import { FileConfig } from '@/lib/model/sync/source'
import { ask } from '@/lib/services/execute'
import { approvePlan } from '@/lib/services/sync/approve-plan'
import { discardPlan } from '@/lib/services/sync/discard-plan'
import { getPlan } from '@/lib/services/sync/get-plan'
import { startSync } from '@/lib/services/sync/start-sync'
import { eachDatabase } from '../support/database'
import { alex, perform } from '../support/services'
import { syncTenant, untilSync } from '../support/sync'
import { ticketsCsv } from '../support/tickets'

type Tenant = Awaited<ReturnType<typeof syncTenant>>

const planOf = async ({ context }: Tenant, syncId: string) => {
  const plan = await ask(getPlan, context, { syncId })
  if (!plan) throw new Error('The run has no plan.')
  return plan
}

const approve = async (tenant: Tenant, syncId: string) => {
  const { hash } = await planOf(tenant, syncId)
  await perform(approvePlan, tenant.context, { syncId, hash })
}

eachDatabase('a plan', (open) => {
  test('is not approved while its connection is being deleted', async () => {
    const opened = await open()
    const tenant = await syncTenant(opened)
    await tenant.work()
    const { id } = await untilSync(opened, await tenant.start(ticketsCsv(1, 3), { plan: 'always' }))
    const deletion = {
      id: randomUUID(),
      connectionId: 'helpdesk',
      kind: 'delete',
      status: 'inprogress',
    } as const
    await opened.db.insert(operations).values({ ...deletion, startedBy: alex.username })

    await expect(approve(tenant, id)).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('is being deleted'),
    })
    expect(await tenant.requests('PUT')).toEqual([])
  })

  test('is the first thing of a new source: nothing is sent before somebody has approved it', async () => {
    const opened = await open()
    const tenant = await syncTenant(opened)
    await tenant.work()
    const broken = ticketsCsv(1, 30).replace('2026-01-31T08:00:00Z', 'yesterday')
    const syncId = await tenant.start(broken, { plan: 'when-new' })

    const held = await untilSync(opened, syncId)

    expect(held).toMatchObject({ status: 'held', phase: 'plan', counts: { sent: 0 } })
    expect(await tenant.requests('PUT')).toEqual([])
    const plan = await planOf(tenant, syncId)
    expect(plan).toMatchObject({
      rows: 30,
      counts: { new: 29, changed: 0, unchanged: 0, owed: 0, toDelete: 0, failed: 1 },
      causes: [{ code: 'invalid-value', count: 1 }],
      approved: null,
    })
    expect(plan.samples.new?.[0]).toMatchObject({ row: 2, itemId: 'T2', title: 'Ticket 2' })

    await approve(tenant, syncId)
    const done = await untilSync(opened, syncId)

    expect(done).toMatchObject({
      status: 'with-errors',
      counts: { read: 30, sent: 29, unchanged: 0, failed: 1 },
      changes: { created: 29 },
    })
    expect((await planOf(tenant, syncId)).approved).toMatchObject({ by: alex.username })
    expect(await tenant.itemCount()).toBe(29)
  })

  test('tells what has changed and where, what is owed and what is gone', async () => {
    const opened = await open()
    const tenant = await syncTenant(opened)
    await tenant.work()
    await untilSync(opened, await tenant.start(ticketsCsv(1, 20)))
    await opened.db.update(ledger).set({ sentUnder: -1 }).where(eq(ledger.itemId, 'T9'))
    const next = ticketsCsv(3, 22).replace('Ticket 5', 'Printer').replace('Ticket 6,', 'Mouse,')
    const syncId = await tenant.start(next.replace('Body 6', 'Body six'), { plan: 'always' })

    await untilSync(opened, syncId)

    const plan = await planOf(tenant, syncId)
    expect(plan.counts).toEqual({ new: 2, changed: 2, unchanged: 15, owed: 1, toDelete: 2, failed: 0 })
    expect(plan.properties).toEqual([
      { name: 'title', count: 2 },
      { name: 'content', count: 1 },
    ])
    expect(plan.samples.toDelete?.map(({ itemId }) => itemId)).toEqual(['T1', 'T2'])
    expect(plan.deletionsHeld).toBe(false)
  })

  test('is asked for again after a change of the mapping, and not without one', async () => {
    const opened = await open()
    const tenant = await syncTenant(opened)
    await tenant.work()
    const first = await tenant.start(ticketsCsv(1, 10), { plan: 'when-new' })
    await untilSync(opened, first)
    await approve(tenant, first)
    await untilSync(opened, first)
    const { context, connectionId } = tenant

    const same = await untilSync(opened, await tenant.start(ticketsCsv(1, 12), { plan: 'when-new' }))
    const [run] = await opened.db.select().from(syncs).where(eq(syncs.id, first))
    if (!run?.sourceConfig) throw new Error('The run has no source.')
    const other = run.mapping.access === 'everyone' ? 'everyoneExceptGuests' : 'everyone'
    const { syncId } = await perform(startSync, context, {
      connectionId,
      uploadId: FileConfig.parse(run.sourceConfig).uploadId,
      mapping: { ...run.mapping, access: other },
    })
    const changed = await untilSync(opened, syncId)

    expect(same).toMatchObject({ status: 'succeeded', counts: { sent: 2, unchanged: 10 } })
    expect(changed).toMatchObject({ status: 'held', phase: 'plan' })
    expect((await planOf(tenant, syncId)).properties).toEqual([{ name: 'acl', count: 10 }])
  })

  test('quotes no half of a character of a long title or value', async () => {
    const opened = await open()
    const tenant = await syncTenant(opened)
    await tenant.work()
    const long = (letters: number) => `${'x'.repeat(letters)}😀 and more`
    const csv = `ticketId,title,createdAt\nT1,${long(198)},2026-01-31\nT2,two,${long(58)}\n`
    const syncId = await tenant.start(csv, { plan: 'always' })

    expect(await untilSync(opened, syncId)).toMatchObject({ status: 'held' })

    const { samples, causes } = await planOf(tenant, syncId)
    expect(samples.new?.[0]?.title).toBe(`${'x'.repeat(198)}…`)
    expect(causes).toMatchObject([{ message: expect.stringContaining('x…') }])
  })

  test('counts only as it was seen, and as long as it is fresh', async () => {
    const opened = await open()
    const tenant = await syncTenant(opened)
    await tenant.work()
    const syncId = await tenant.start(ticketsCsv(1, 5), { plan: 'always' })
    await untilSync(opened, syncId)
    const { context } = tenant
    const { hash } = await planOf(tenant, syncId)

    await expect(perform(approvePlan, context, { syncId, hash: 'another' })).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('another one by now'),
    })
    await opened.db.update(plans).set({ expiresAt: new Date(0) })
    await expect(perform(approvePlan, context, { syncId, hash })).rejects.toMatchObject({
      message: expect.stringContaining('expired'),
    })
    await perform(discardPlan, context, { syncId })

    expect(await untilSync(opened, syncId)).toMatchObject({ status: 'cancelled' })
    expect(await tenant.requests('PUT')).toEqual([])
  })

  test('can be approved again when it is the same, and the approval before has expired', async () => {
    const opened = await open()
    const tenant = await syncTenant(opened)
    await tenant.work()
    const syncId = await tenant.start(ticketsCsv(1, 3), { plan: 'always' })
    await untilSync(opened, syncId)
    const { hash } = await planOf(tenant, syncId)
    const before = { syncId, what: 'plan' as const, hash, approvedBy: 'a', expiresAt: new Date(0) }
    await opened.db.insert(approvals).values(before)

    await approve(tenant, syncId)

    expect(await untilSync(opened, syncId)).toMatchObject({ status: 'succeeded', counts: { sent: 3 } })
  })

  test('holds the run again when it would send more than was planned', async () => {
    const opened = await open()
    const tenant = await syncTenant(opened)
    await tenant.work()
    await untilSync(opened, await tenant.start(ticketsCsv(1, 60)))
    const syncId = await tenant.start(ticketsCsv(1, 62), { plan: 'always' })
    await untilSync(opened, syncId)
    expect((await planOf(tenant, syncId)).counts).toMatchObject({ new: 2, unchanged: 60 })
    // All of them are owed by the time of the approval.
    await opened.db.update(ledger).set({ sentUnder: -1 })
    const before = (await tenant.requests('PUT')).length

    await approve(tenant, syncId)
    const held = await untilSync(opened, syncId)

    expect(held).toMatchObject({
      status: 'held',
      phase: 'plan',
      problem: { message: expect.stringContaining('More would be sent than planned') },
    })
    expect((await tenant.requests('PUT')).length - before).toBe(7)
    await approve(tenant, syncId)
    expect(await untilSync(opened, syncId)).toMatchObject({
      status: 'succeeded',
      counts: { read: 62, sent: 62, failed: 0 },
    })
  })

  test('is made in the midst of a run that would let others read, and only an Admin lets it go on', async () => {
    const opened = await open()
    const tenant = await syncTenant(opened)
    await tenant.work()
    const access = {
      rules: [{ type: 'externalGroup', accessType: 'grant', from: { column: 'status' } }],
      missing: 'fail',
      whenEmpty: 'fail',
    }
    const status = (closed: number) => ticketsCsv(1, 20, (n) => ({ status: n <= closed ? 'closed' : 'open' }))
    await untilSync(opened, await tenant.start(status(0), { map: { access } }))
    // As many as may happen unasked.
    const few = await untilSync(opened, await tenant.start(status(10), { map: { access } }))
    expect(few).toMatchObject({ status: 'succeeded', counts: { sent: 10 } })

    const syncId = await tenant.start(
      ticketsCsv(1, 20, () => ({ status: 'all' })),
      { map: { access } },
    )
    const held = await untilSync(opened, syncId)
    expect(held).toMatchObject({ status: 'held', phase: 'plan', counts: { sent: 0 } })
    expect(held.problem?.message).toContain('20 items or more would get readers')
    const plan = await planOf(tenant, syncId)
    expect(plan.access).toEqual({
      gains: 20,
      loses: 20,
      toEveryone: 0,
      everyone: { before: 0, after: 0 },
      items: { before: 20, after: 20 },
      findings: [{ rule: 'unknownGroup', items: 20, itemIds: ['T1', 'T2', 'T3', 'T4', 'T5'] }],
      held: true,
    })
    const operator = { ...tenant.context, actor: { ...alex, roles: ['Operator' as const] } }
    await expect(perform(approvePlan, operator, { syncId, hash: plan.hash })).rejects.toMatchObject({
      code: 'forbidden',
    })

    await approve(tenant, syncId)
    expect(await untilSync(opened, syncId)).toMatchObject({ status: 'succeeded', counts: { sent: 20 } })
  })
})
