import { expect, test } from 'vitest'
import { audit, ledger } from '@/lib/db/schema'
import { getItem, putItem } from '@/lib/graph/items'
import type { PartResult } from '@/lib/model/items/compare'
import { ask } from '@/lib/services/execute'
import { readItem } from '@/lib/services/items/read-item'
import { emptyPglite } from '../../support/database'
import { alex } from '../../support/services'
import { syncTenant, untilSync } from '../../support/sync'
import { ticketsCsv } from '../../support/tickets'

const differences = ({ parts }: { parts: { name: string; result: PartResult }[] }) =>
  parts.flatMap(({ name, result }) => (result === 'same' ? [] : [`${name}: ${result}`]))

test('an item shows what the source changed, what somebody else changed, and what cannot be told', async () => {
  const opened = await emptyPglite()
  const tenant = await syncTenant(opened)
  const { context, connectionId, ingestion, fail } = tenant
  await tenant.work()
  const read = (itemId: string) => ask(readItem, context, { connectionId, itemId })
  await untilSync(opened, await tenant.start(ticketsCsv(1, 2)))

  const asSent = await read('T1')
  expect(asSent).toMatchObject({
    row: { title: 'Ticket 1', owed: false },
    source: { state: 'there', name: 'row 1 of tickets.csv' },
    acl: [{ accessType: 'grant' }],
  })
  expect(differences(asSent)).toEqual([])
  expect(asSent.parts).toContainEqual(
    expect.objectContaining({ name: 'title', source: '"Ticket 1"', sent: '"Ticket 1"', held: '"Ticket 1"' }),
  )

  const { id: _, ...held } = await getItem(ingestion, connectionId, 'T1')
  await putItem(ingestion, connectionId, 'T1', {
    ...held,
    properties: { ...held.properties, title: 'Changed elsewhere' },
  })
  const closed = ticketsCsv(1, 1, () => ({ status: 'closed' }))
  const plan = await tenant.start(closed, { plan: 'always' })
  await untilSync(opened, plan, ({ status }) => status === 'held')

  const changed = await read('T1')
  expect(differences(changed)).toEqual(['title: notFromHere', 'status: sourceIsNewer'])
  const left = await read('T2')
  expect(left.source).toMatchObject({ state: 'gone' })
  expect(left.sent).toMatchObject({ state: 'there' })

  await fail({ match: { path: '/items/' }, status: 403, times: 1 })
  expect(await read('T1')).toMatchObject({ problem: { code: 'forbidden' }, held: { state: 'gone' } })
})

test('an item that nobody has is not found', async () => {
  const opened = await emptyPglite()
  const { context, connectionId } = await syncTenant(opened)

  await expect(ask(readItem, context, { connectionId, itemId: 'T9' })).rejects.toMatchObject({
    code: 'not-found',
  })
})

test('of people data an Operator learns which parts differ, and no value', async () => {
  const opened = await emptyPglite()
  const tenant = await syncTenant(opened, 'people')
  const { context, connectionId } = tenant
  await tenant.work()
  await untilSync(opened, await tenant.start('account,skills\nmegan@contoso.com,Welding\n'))
  const [item] = await opened.db.select().from(ledger)
  const itemId = item?.itemId ?? ''
  const readAs = (role: 'Operator' | 'Admin') =>
    ask(readItem, { ...context, actor: { ...alex, roles: [role] } }, { connectionId, itemId })

  const masked = await readAs('Operator')
  expect(masked).toMatchObject({ masked: true, row: { title: null } })
  expect(masked.parts.length).toBeGreaterThan(1)
  expect(JSON.stringify(masked)).not.toContain('Welding')
  const looks = async () =>
    (await opened.db.select().from(audit)).filter(({ action }) => action === 'readItem')
  expect(await looks()).toEqual([])

  expect(JSON.stringify(await readAs('Admin'))).toContain('Welding')
  expect(await looks()).toMatchObject([{ target: connectionId, outcome: 'done' }])
})
