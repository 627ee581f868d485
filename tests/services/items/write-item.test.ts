import { setTimeout as sleep } from 'node:timers/promises'
import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { audit, commands, ledger } from '@/lib/db/schema'
import { getItem } from '@/lib/graph/items'
import type { HandItem } from '@/lib/model/items/hand-item'
import { isOver } from '@/lib/model/sync/command'
import { ask } from '@/lib/services/execute'
import { addActivity } from '@/lib/services/items/add-activity'
import { deleteItem } from '@/lib/services/items/delete-item'
import { readItem } from '@/lib/services/items/read-item'
import { readItemForm } from '@/lib/services/items/read-item-form'
import { writeItem } from '@/lib/services/items/write-item'
import { registerSource } from '@/lib/services/profile-sources/register-source'
import { getCommand } from '@/lib/services/sync/get-command'
import { emptyPglite } from '../../support/database'
import { perform } from '../../support/services'
import { syncTenant, untilSync } from '../../support/sync'
import { ticketsCsv } from '../../support/tickets'

const everyone = { type: 'everyone', value: '', accessType: 'grant' } as const
const hand = (itemId: string, changes: Partial<HandItem> = {}): HandItem => ({
  itemId,
  values: { title: 'Zur Tür', url: 'https://help.contoso.com/H1' },
  acl: [everyone],
  content: { type: 'text', body: 'Only here.' },
  ...changes,
})

async function stage(template: 'helpdesk' | 'people' = 'helpdesk') {
  const opened = await emptyPglite()
  const tenant = await syncTenant(opened, template)
  const { context, connectionId } = tenant
  await tenant.work()
  const done = async ({ commandId }: { commandId: string }) => {
    for (const end = Date.now() + 60_000; Date.now() < end; await sleep(50)) {
      const view = await ask(getCommand, context, { commandId })
      if (isOver(view)) return view
    }
    throw new Error('The command did not end.')
  }
  const write = (item: HandItem) => perform(writeItem, context, { connectionId, item })
  const held = (itemId: string) => getItem(tenant.ingestion, connectionId, itemId)
  return { ...tenant, opened, done, write, held }
}

test('an item that somebody wrote stays when a full run does not find it in its source', async () => {
  const { opened, context, connectionId, start, done, write, held } = await stage()
  const { db } = opened
  await untilSync(opened, await start(ticketsCsv(1, 2)))

  const written = await done(await write(hand('H1')))
  await done(await write(hand('T1')))
  expect(written.result).toMatchObject({ sent: 1, trace: { itemId: 'H1' } })
  expect(written.result?.trace?.steps.at(-1)?.text).toBe('Graph holds what was sent.')
  expect(await held('T1')).toMatchObject({ properties: { title: 'Zur Tür' } })
  const run = await untilSync(opened, await start(ticketsCsv(1, 2)))

  // What the source holds, it writes again; what it never had, it leaves alone.
  expect(run).toMatchObject({ status: 'succeeded', changes: { deleted: 0, held: 0, updated: 1 } })
  expect(await held('T1')).toMatchObject({ properties: { title: 'Ticket 1' } })
  expect(await held('H1')).toMatchObject({ content: { value: 'Only here.' } })
  const rows = await db.select().from(ledger).where(eq(ledger.byHand, true))
  expect(rows).toMatchObject([{ itemId: 'H1', title: 'Zur Tür', url: 'https://help.contoso.com/H1' }])
  // Neither the queue nor the audit log keeps what it says.
  expect(JSON.stringify(await db.select().from(commands))).not.toContain('Only here')
  const entries = await db.select().from(audit).where(eq(audit.action, 'writeItem'))
  expect(JSON.stringify(entries)).not.toMatch(/Only here|Zur Tür/)
  expect(entries[0]).toMatchObject({ target: `${connectionId}/H1` })

  expect(await ask(readItem, context, { connectionId, itemId: 'H1' })).toMatchObject({
    source: { state: 'gone', reason: 'Written by hand: it comes from no source.' },
    sent: { state: 'gone', reason: 'Only Graph keeps what was written.' },
  })
  const form = await ask(readItemForm, context, { connectionId, itemId: 'H1' })
  expect(form.draft).toMatchObject({ values: { title: 'Zur Tür' }, acl: [{ type: 'everyone' }] })
  const remove = (typed: string) => perform(deleteItem, context, { connectionId, itemId: 'H1', typed })
  await expect(remove('h1')).rejects.toMatchObject({ code: 'invalid', field: 'typed' })
  await done(await remove('H1'))
  await expect(held('H1')).rejects.toMatchObject({ code: 'not-found' })
  expect(await db.$count(ledger)).toBe(2)
})

test('what somebody did with an item is added as often as it is sent, and never tried again by itself', async () => {
  const { opened, context, connectionId, emulator, requests, start } = await stage()
  await untilSync(opened, await start(ticketsCsv(1, 1)))
  const at = new Date(Date.now() - 60_000).toISOString()
  const viewed = { type: 'viewed', person: 'megan@contoso.com', at } as const
  const add = (changes: object = {}, itemId = 'T1') =>
    perform(addActivity, context, { connectionId, itemId, activity: { ...viewed, ...changes } })
  const sent = async () => (await requests('POST', '/addActivities')).length

  await add()
  await add()
  expect(await sent()).toBe(2)
  await expect(add({ person: 'nobody@contoso.com' })).rejects.toMatchObject({ field: 'person' })
  const eightDays = new Date(Date.now() - 8 * 24 * 3_600_000).toISOString()
  await expect(add({ at: eightDays })).rejects.toMatchObject({ field: 'at' })
  await expect(add({ at: new Date(Date.now() + 3_600_000).toISOString() })).rejects.toMatchObject({
    field: 'at',
  })
  expect(await sent()).toBe(2)
  await expect(add({}, 'H2')).rejects.toMatchObject({ code: 'not-found' })

  await emulator.control('POST', 'faults', [
    { match: { method: 'POST', path: '/*/addActivities' }, status: 500 },
  ])
  await expect(add()).rejects.toMatchObject({ code: 'unavailable' })
  expect(await sent()).toBe(4)
})

test('what could not be sent, or would be read by nobody, is refused before it is sent', async () => {
  const { write } = await stage()
  const stranger = { type: 'user', value: crypto.randomUUID(), accessType: 'grant' } as const

  await expect(write(hand('a b'))).rejects.toMatchObject({ field: 'item.itemId' })
  await expect(write(hand('H1', { acl: [] }))).rejects.toMatchObject({ field: 'acl' })
  await expect(write(hand('H1', { acl: [stranger] }))).rejects.toMatchObject({
    field: 'acl',
    message: expect.stringMatching(/has no user or group/),
  })
  await expect(write(hand('H1', { values: { nothing: 'x' } }))).rejects.toMatchObject({ field: 'nothing' })
})

test('an item of people data by hand has to be a profile of somebody, and is seen only by who may read contents', async () => {
  const { opened, context, connectionId, done, write, held } = await stage('people')
  const account = '{"userPrincipalName": "megan@contoso.com"}'
  const skill = (name: string) => JSON.stringify({ displayName: name })
  const person = (values: HandItem['values']) =>
    hand('P1', { values, acl: [], content: { type: 'text', body: '' } })

  // Graph would drop it.
  await expect(write(person({ account }))).rejects.toMatchObject({ code: 'conflict' })
  const source = { sourceId: connectionId, displayName: 'HR', webUrl: 'https://hr.contoso.com' }
  await perform(registerSource, context, { ...source, place: 'first' })

  const refused: [HandItem['values'], string][] = [
    [{ skills: [skill('Welding')] }, 'account'],
    [{ account: 'megan@contoso.com' }, 'account'],
    [{ account, skills: [skill('Welding'), '{"displayName": 7}'] }, 'skills'],
    [{ account: '{"userPrincipalName": "nobody@contoso.com"}' }, 'item'],
  ]
  for (const [values, field] of refused) await expect(write(person(values))).rejects.toMatchObject({ field })
  const told = await write(person({ account, skills: [skill('Welding'), skill('Zither')] })).then(done)
  expect(told.result).toMatchObject({ sent: 1 })
  expect(await held('P1')).toMatchObject({
    acl: [{ type: 'everyone', accessType: 'grant' }],
    properties: { skills: [skill('Welding'), skill('Zither')] },
  })
  expect(JSON.stringify(await opened.db.select().from(audit))).not.toContain('Zither')

  const form = await ask(readItemForm, context, { connectionId, itemId: 'P1' })
  expect(form).toMatchObject({
    people: true,
    draft: { values: { skills: [skill('Welding'), skill('Zither')] } },
  })
  const looks = await opened.db.select().from(audit).where(eq(audit.action, 'readItemForm'))
  expect(looks).toHaveLength(1)
})
