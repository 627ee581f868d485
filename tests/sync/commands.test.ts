import { setTimeout as sleep } from 'node:timers/promises'
import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import type { Opened } from '@/lib/db/open'
import { commands, leases, ledger } from '@/lib/db/schema'
import { type CommandView, isOver } from '@/lib/model/sync/command'
import { ask } from '@/lib/services/execute'
import { getCommand } from '@/lib/services/sync/get-command'
import { sendRecords } from '@/lib/services/sync/send-records'
import { eachDatabase } from '../support/database'
import { perform } from '../support/services'
import { syncTenant, untilSync } from '../support/sync'
import { ticketsCsv } from '../support/tickets'

type Tenant = Awaited<ReturnType<typeof syncTenant>>
type Records = Parameters<typeof sendRecords.run>[1]['records']

async function send({ context, connectionId }: Tenant, records: Records) {
  const { commandId } = await perform(sendRecords, context, { connectionId, records })
  return commandId
}

async function untilOver({ context }: Tenant, commandId: string, seconds = 25): Promise<CommandView> {
  for (const end = Date.now() + seconds * 1000; Date.now() < end; await sleep(50)) {
    const view = await ask(getCommand, context, { commandId })
    if (isOver(view)) return view
  }
  throw new Error('The command did not end.')
}

const outcomes = ({ result }: CommandView) =>
  result?.trace?.steps.map(({ name, outcome }) => `${name} ${outcome}`)

async function sentTickets(opened: Opened, rows = 5) {
  const tenant = await syncTenant(opened)
  await tenant.work()
  const { id } = await untilSync(opened, await tenant.start(ticketsCsv(1, rows)))
  return { tenant, syncId: id }
}

eachDatabase('what is asked for of a connection', (open) => {
  test('sends one record and tells of each step, without its contents', async () => {
    const opened = await open()
    const { tenant, syncId } = await sentTickets(opened)
    await opened.db.update(ledger).set({ hash: 'other' }).where(eq(ledger.itemId, 'T3'))

    const view = await untilOver(tenant, await send(tenant, { syncId, rows: [3] }))

    expect(outcomes(view)).toEqual([
      'read ok',
      'map ok',
      'check ok',
      'access ok',
      'compare ok',
      'send ok',
      'readBack ok',
    ])
    expect(view.result).toMatchObject({ sent: 1, failed: 0, trace: { row: 3, itemId: 'T3' } })
    expect(view.result?.trace?.steps[6]?.text).toBe('Graph holds what was sent.')
    expect(JSON.stringify(view)).not.toContain('Ticket 3')
    const [entry] = await opened.db.select().from(ledger).where(eq(ledger.itemId, 'T3'))
    expect(entry).toMatchObject({ syncId: view.id })
    expect(entry?.hash).not.toBe('other')
  })

  test('sends items by their ids, and says why one cannot be', async () => {
    const opened = await open()
    const { tenant } = await sentTickets(opened)
    await tenant.fail({ match: { method: 'PUT', path: '/items/T2$' }, times: 1, status: 400, error: 'Odd' })

    const some = await untilOver(tenant, await send(tenant, { itemIds: ['T1', 'T2', 'T99'] }))
    const one = await untilOver(tenant, await send(tenant, { itemIds: ['T99'] }))

    expect(some.result).toMatchObject({ sent: 1, failed: 2, trace: null })
    expect(some.result?.failures.map(({ itemId }) => itemId)).toEqual(['T2', 'T99'])
    expect(outcomes(one)?.slice(0, 2)).toEqual(['read failed', 'map skipped'])
  })

  test('stops before Graph at a row whose item id an earlier row has', async () => {
    const opened = await open()
    const tenant = await syncTenant(opened)
    await tenant.work()
    const twice = `${ticketsCsv(1, 3)}${ticketsCsv(2, 2).split('\r\n')[1]}\r\n`
    const { id } = await untilSync(opened, await tenant.start(twice))
    const before = (await tenant.requests('PUT')).length

    const view = await untilOver(tenant, await send(tenant, { syncId: id, rows: [4] }))

    expect(outcomes(view)?.slice(1, 4)).toEqual(['map ok', 'check failed', 'access skipped'])
    expect(view.result?.trace?.steps[2]?.text).toContain('Row 2 has the same item id')
    expect(await tenant.requests('PUT')).toHaveLength(before)
  })

  test('is done by a run that has the lease, in its window of 25', async () => {
    const opened = await open()
    const { tenant } = await sentTickets(opened, 60)
    await tenant.settings({ latencyMs: 150 })
    const run = await tenant.start(ticketsCsv(61, 500))
    await untilSync(opened, run, ({ counts }) => counts.sent > 0)
    const [lease] = await opened.db.select().from(leases)

    const rows = Array.from({ length: 20 }, (_, i) => i + 10)
    const view = await untilOver(tenant, await send(tenant, { syncId: run, rows }))
    const done = await untilSync(opened, run)

    expect(view.result).toMatchObject({ sent: 20, failed: 0 })
    expect(done.counts).toMatchObject({ read: 440, failed: 0 })
    const [row] = await opened.db.select().from(commands).where(eq(commands.id, view.id))
    expect(row).toMatchObject({ tries: 1, takenUnder: lease?.token })
    const { value } = await tenant.emulator.control<{ value: { most: number }[] }>('GET', 'inFlight')
    expect(Math.max(...value.map(({ most }) => most))).toBeLessThanOrEqual(25)
  })

  test('is taken again when whoever had it is gone, and set aside when two workers died with it', async () => {
    const opened = await open()
    const tenant = await syncTenant(opened)
    const first = await tenant.work()
    const { id: syncId } = await untilSync(opened, await tenant.start(ticketsCsv(1, 3)))
    await first.stop()
    const again = await send(tenant, { syncId, rows: [1] })
    const doomed = await send(tenant, { syncId, rows: [2] })
    const dead = { status: 'running' as const, takenUnder: crypto.randomUUID() }
    await opened.db.update(commands).set(dead)
    await opened.db.update(commands).set({ tries: 2 }).where(eq(commands.id, doomed))

    await tenant.work()

    expect(await untilOver(tenant, again)).toMatchObject({ status: 'done', result: { sent: 1 } })
    expect(await untilOver(tenant, doomed)).toMatchObject({
      status: 'failed',
      problem: { code: 'bug', message: expect.stringContaining('Two workers died') },
    })
  })
})
