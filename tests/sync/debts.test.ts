import { expect, test } from 'vitest'
import { listDebts } from '@/lib/db/debts'
import type { Opened } from '@/lib/db/open'
import { deleteConnection } from '@/lib/graph/connections'
import { deleteProfileSource } from '@/lib/graph/profile-sources'
import { getSchema, updateSchema } from '@/lib/graph/schema'
import { toGraphSchema } from '@/lib/model/schema/json'
import { pollOperation } from '@/lib/operations/operations'
import { ask } from '@/lib/services/execute'
import { registerSource } from '@/lib/services/profile-sources/register-source'
import { readSchema } from '@/lib/services/schema/read-schema'
import { submitSchema } from '@/lib/services/schema/submit-schema'
import { startSync } from '@/lib/services/sync/start-sync'
import { eachDatabase } from '../support/database'
import { hrCsv } from '../support/samples'
import { perform } from '../support/services'
import { syncTenant, untilSync } from '../support/sync'
import { ticketsCsv } from '../support/tickets'

type Tenant = Awaited<ReturnType<typeof syncTenant>>

const debtsOf = async (opened: Opened, { connectionId }: Tenant) =>
  (await listDebts(opened.db, connectionId)).get(connectionId) ?? []

/** The registered schema with the property changed. */
async function changed({ graph, connectionId }: Tenant, name: string, changes: object) {
  const schema = await getSchema(graph, connectionId)
  if (!schema) throw new Error('There is no schema.')
  const properties = schema.properties.map((property) =>
    property.name === name ? { ...property, ...changes } : property,
  )
  return { ...schema, properties }
}

/** Submits the schema with the property changed, and waits until Graph has registered it; reads `meanwhile`. */
async function change(
  tenant: Tenant,
  name: string,
  changes: object,
  meanwhile: () => Promise<unknown> = async () => {},
) {
  const { context, connectionId, wait } = tenant
  const schema = await changed(tenant, name, changes)
  const { operationId } = await perform(submitSchema, context, { connectionId, schema })
  await meanwhile()
  await wait({ minutes: 15 })
  await meanwhile()
  await pollOperation(context, operationId)
}

/** The same by another tool, of which the console hears nothing. */
async function changeOutside(tenant: Tenant, name: string, changes: object) {
  await updateSchema(
    tenant.graph,
    tenant.connectionId,
    toGraphSchema(await changed(tenant, name, changes), null),
  )
  await tenant.wait({ minutes: 15 })
}

const register = ({ context, connectionId }: Tenant) =>
  perform(registerSource, context, {
    sourceId: connectionId,
    displayName: 'HR',
    webUrl: 'https://hr.contoso.com',
    place: 'first',
  })

eachDatabase('what Graph needs again', (open) => {
  test('after a property was made searchable is owed until a sync has sent everything', async () => {
    const opened = await open()
    const tenant = await syncTenant(opened)
    await tenant.work()
    await untilSync(opened, await tenant.start(ticketsCsv(1, 40)))

    await change(tenant, 'ticketId', { isSearchable: true })
    const owed = await debtsOf(opened, tenant)
    const { syncId } = await perform(startSync, tenant.context, {
      connectionId: tenant.connectionId,
      plan: 'never',
    })
    const paying = await untilSync(opened, syncId)
    const after = await untilSync(opened, await tenant.start(ticketsCsv(1, 40)))

    expect(owed).toMatchObject([
      { cause: 'schemaChange', items: 40, remaining: 40, detail: { properties: ['ticketId'] } },
    ])
    expect(paying.counts).toEqual({ read: 40, sent: 40, unchanged: 0, failed: 0 })
    expect(await debtsOf(opened, tenant)).toEqual([])
    expect(after.counts).toMatchObject({ sent: 0, unchanged: 40 })
  })

  test('stays owed for the items that the next sync did not send', async () => {
    const opened = await open()
    const tenant = await syncTenant(opened)
    await tenant.work()
    await untilSync(opened, await tenant.start(ticketsCsv(1, 40)))
    await change(tenant, 'ticketId', { isSearchable: true })

    const view = await untilSync(opened, await tenant.start(ticketsCsv(1, 28)))

    expect(view).toMatchObject({ status: 'held', counts: { sent: 28 }, notHeld: 12 })
    expect(await debtsOf(opened, tenant)).toMatchObject([{ items: 40, remaining: 12 }])
  })

  test('after another tool has changed the schema is owed as soon as the console reads it', async () => {
    const opened = await open()
    const tenant = await syncTenant(opened)
    await tenant.work()
    await untilSync(opened, await tenant.start(ticketsCsv(1, 20)))

    await changeOutside(tenant, 'ticketId', { isSearchable: true })
    const unread = await debtsOf(opened, tenant)
    await ask(readSchema, tenant.context, { connectionId: tenant.connectionId })
    const owed = await debtsOf(opened, tenant)
    await ask(readSchema, tenant.context, { connectionId: tenant.connectionId })
    const { syncId } = await perform(startSync, tenant.context, {
      connectionId: tenant.connectionId,
      plan: 'never',
    })
    const paying = await untilSync(opened, syncId)

    expect(unread).toEqual([])
    expect(owed).toMatchObject([
      { cause: 'schemaChange', items: 20, remaining: 20, detail: { properties: ['ticketId'] } },
    ])
    expect(paying.counts).toMatchObject({ sent: 20, unchanged: 0 })
    expect(await debtsOf(opened, tenant)).toEqual([])
  })

  test('after another tool has changed the schema is sent by the next sync, whether or not a page was read', async () => {
    const opened = await open()
    const tenant = await syncTenant(opened)
    await tenant.work()
    await untilSync(opened, await tenant.start(ticketsCsv(1, 20)))

    await changeOutside(tenant, 'ticketId', { isSearchable: true })
    const paying = await untilSync(opened, await tenant.start(ticketsCsv(1, 20)))
    const after = await untilSync(opened, await tenant.start(ticketsCsv(1, 20)))

    expect(paying.counts).toMatchObject({ sent: 20, unchanged: 0 })
    expect(after.counts).toMatchObject({ sent: 0, unchanged: 20 })
    expect(await debtsOf(opened, tenant)).toEqual([])
  })

  test('after a change of its own is owed once, whatever Graph shows meanwhile', async () => {
    const opened = await open()
    const tenant = await syncTenant(opened)
    await tenant.work()
    await untilSync(opened, await tenant.start(ticketsCsv(1, 5)))
    const read = () => ask(readSchema, tenant.context, { connectionId: tenant.connectionId })
    await read()

    await change(tenant, 'ticketId', { isSearchable: true }, read)
    await read()
    const paying = await untilSync(opened, await tenant.start(ticketsCsv(1, 5)))
    await read()

    expect(paying.counts).toMatchObject({ sent: 5 })
    expect(await debtsOf(opened, tenant)).toEqual([])
  })

  test('is nothing after an alias', async () => {
    const opened = await open()
    const tenant = await syncTenant(opened)
    await tenant.work()
    await untilSync(opened, await tenant.start(ticketsCsv(1, 5)))

    await change(tenant, 'status', { aliases: ['condition'] })
    const again = await untilSync(opened, await tenant.start(ticketsCsv(1, 5)))

    expect(again.counts).toMatchObject({ sent: 0, unchanged: 5 })
  })

  test('of people is asked about before they are sent unregistered, and owed by whoever goes on', async () => {
    const opened = await open()
    const tenant = await syncTenant(opened, 'people')
    await tenant.work()
    const csv = hrCsv()
    const rows = csv.trim().split('\n').length - 1

    await expect(tenant.start(csv, { evenUnregistered: false })).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('Register it first, or start anyway.'),
    })
    const early = await untilSync(opened, await tenant.start(csv, { evenUnregistered: true }))
    const owed = await debtsOf(opened, tenant)
    const unasked = await untilSync(opened, await tenant.start(csv, { evenUnregistered: false }))
    await register(tenant)
    const still = await debtsOf(opened, tenant)
    const late = await untilSync(opened, await tenant.start(csv, { evenUnregistered: false }))

    expect(early).toMatchObject({ counts: { sent: rows }, unregistered: true })
    expect(owed).toMatchObject([{ cause: 'registration', remaining: rows }])
    expect(unasked.counts).toMatchObject({ sent: 0, unchanged: rows })
    expect(still).toMatchObject([{ cause: 'registration', remaining: rows }])
    expect(late).toMatchObject({ counts: { sent: rows, unchanged: 0 }, unregistered: false })
    expect(await debtsOf(opened, tenant)).toEqual([])
  })

  test('of people who were sent under another registration is owed after the new one', async () => {
    const opened = await open()
    const tenant = await syncTenant(opened, 'people')
    await tenant.work()
    await register(tenant)
    const csv = hrCsv()
    const first = await untilSync(opened, await tenant.start(csv, { evenUnregistered: false }))
    await deleteProfileSource(tenant.graph, tenant.connectionId)

    await register(tenant)

    expect(await debtsOf(opened, tenant)).toMatchObject([
      { cause: 'registration', remaining: first.counts.sent },
    ])
  })

  test('because Graph has lost it is owed while the run that finds it out has not sent it', async () => {
    const opened = await open()
    const tenant = await syncTenant(opened)
    await tenant.work()
    await untilSync(opened, await tenant.start(ticketsCsv(1, 20)))
    await deleteConnection(tenant.graph, tenant.connectionId)
    await tenant.wait({ minutes: 60 })
    await tenant.connectAnew()
    await tenant.fail({
      match: { method: 'PUT', path: '/items/' },
      times: 1_000,
      status: 403,
      error: 'Forbidden',
    })

    const broken = await untilSync(opened, await tenant.start(ticketsCsv(1, 20)))
    const owed = await debtsOf(opened, tenant)
    await tenant.emulator.control('DELETE', 'faults')
    const whole = await untilSync(opened, await tenant.start(ticketsCsv(1, 15)))

    expect(broken.status).toBe('failed')
    expect(owed).toMatchObject([{ cause: 'ledgerLost', items: 20, detail: { all: true } }])
    expect(whole).toMatchObject({ status: 'succeeded', notHeld: 0 })
    expect(await debtsOf(opened, tenant)).toEqual([])
    expect(await tenant.itemCount()).toBe(15)
  })
})

eachDatabase('a file that holds less than what is indexed', (open) => {
  test('leaves the rest indexed until their deletion is approved, and the run counts it', async () => {
    const opened = await open()
    const tenant = await syncTenant(opened)
    await tenant.work()
    const all = await untilSync(opened, await tenant.start(ticketsCsv(1, 50)))

    const twice = `${ticketsCsv(1, 8)}T8,Again,https://help.contoso.com/8,https://help.contoso.com/i.png,2026-01-31T08:00:00Z,open,Body\r\n`
    const spoiled = twice.replace('T3,Ticket 3,https://help.contoso.com/3,', 'T3,Ticket 3,no address,')
    const some = await untilSync(opened, await tenant.start(spoiled))

    expect(all.notHeld).toBe(0)
    expect(some.notHeld).toBe(42)
  })
})
