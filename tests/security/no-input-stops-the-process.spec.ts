import { emptySchema } from '@/lib/model/schema/schema'
import { type Client, client, signInOver } from '../support/client'
import { expect, test } from '../support/console'
import { healthDuring } from '../support/health'
import type { Console } from '../support/start-console'
import { haveConnection } from '../support/steps'
import { act, actions } from './act'

/** 100 ms on a machine that does nothing else; this one may run the other tests, too. */
const soonMs = 1_500

async function admin(console: Console) {
  await haveConnection(console, 'helpdesk', { id: 'tickets', name: 'Tickets' })
  const who = client(console)
  await signInOver(who, console, 'alexw@contoso.com')
  return who
}

const send = (who: Client, { url }: Console, body: string | Buffer<ArrayBuffer>) =>
  who.send('/api/connections/tickets/uploads?fileName=a.csv', {
    method: 'PUT',
    headers: { origin: url },
    body,
  })

const many = (count: number, text: string) => text.repeat(count)

test('files of every bad kind are refused in words, while the portal answers others', async ({ console }) => {
  const who = await admin(console)
  const portal = console.pid('portal')
  for (const [name, body, words] of [
    ['a million columns', `${many(2_500_000, ',a')}\n`, 'over 2000 cells'],
    ['a million columns in its rows', `id\n${many(2_500_000, '1,')}\n`, /cells/],
    ['a quote that does not end', `id,t\n1,"${many(2_500_000, 'a,')}`, 'quot'],
    ['a million levels', many(1_000_000, '['), /deep|levels|nested|JSON/],
    ['a name without end', many(5_000_000, 'n'), 'over 500 characters'],
  ] as const) {
    const { slowest, value } = await healthDuring(console, send(who, console, body))
    expect.soft(value.status, name).toBe(400)
    const { problem } = await value.json()
    expect.soft(problem.message, name).toMatch(words)
    expect.soft(slowest, `/healthz during ${name}`).toBeLessThan(soonMs)
  }
  expect(console.pid('portal')).toBe(portal)
})

test('a cell of 60 kB of digits is mapped and previewed without a wait', async ({ console }) => {
  const who = await admin(console)
  const file = await send(who, console, `ticketId,title,createdAt\nT1,One,${many(60_000, '9')}\n`)
  const { id: uploadId } = await file.json()
  const mapping = {
    itemId: { column: 'ticketId' },
    properties: {
      ticketId: { kind: 'column', column: 'ticketId' },
      title: { kind: 'column', column: 'title' },
      createdAt: { kind: 'column', column: 'createdAt' },
    },
    access: 'everyone',
  }
  const ask = (path: string, body: object) =>
    who.send(`/api/connections/tickets/${path}`, {
      method: 'POST',
      headers: { origin: console.url, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })

  const preview = ask('preview', { uploadId, mapping, pick: 'first' })
  const { slowest, value } = await healthDuring(console, preview)
  const { rows } = await value.json()

  expect(rows[0].problems.map(({ field }: { field: string }) => field)).toContain('createdAt')
  expect(slowest).toBeLessThan(soonMs)
  const page = await healthDuring(console, who.send('/connections/tickets/sync'))
  expect(page.value.status).toBe(200)
  expect(page.slowest).toBeLessThan(soonMs)
})

test('20,000 aliases are refused, and as many as are taken hold up no reader', async ({ console }) => {
  const who = await admin(console)
  const save = actions().find(({ name }) => name === 'saveDraft')
  if (!save) throw new Error('The build has no action saveDraft.')
  const draft = (properties: number, aliases: number) => ({
    connectionId: 'tickets',
    over: 'any',
    schema: {
      ...emptySchema,
      properties: Array.from({ length: properties }, (_, at) => ({
        name: 'title',
        type: 'string',
        aliases: Array.from({ length: aliases }, (_, n) => `title${at * aliases + n}`),
      })),
    },
  })

  for (const [properties, aliases, words] of [
    [1, 20_000, '200 aliases'],
    [500, 40, '2,000 aliases'],
  ] as const) {
    const { slowest, value } = await healthDuring(
      console,
      act(who, console.url, save, draft(properties, aliases)),
    )
    expect(value).toMatchObject({ code: 'invalid', done: false, text: expect.stringContaining(words) })
    expect(slowest).toBeLessThan(soonMs)
  }
  expect(await act(who, console.url, save, draft(500, 4))).toMatchObject({ done: true })
  const reader = client(console)
  await signInOver(reader, console, 'megan@contoso.com')
  const page = await healthDuring(console, reader.send('/connections/tickets/schema'))
  expect(page.value.status).toBe(200)
  expect((await page.value.text()).length).toBeLessThan(20_000_000)
  expect(page.slowest).toBeLessThan(soonMs)
})

test('an action and a question that are too deep or too large are answered in words', async ({ console }) => {
  const who = await admin(console)
  const save = actions().find(({ name }) => name === 'saveDraft')
  if (!save) throw new Error('The build has no action saveDraft.')
  const deep = JSON.parse(`${many(1_000, '{"a":')}1${many(1_000, '}')}`)
  expect(await act(who, console.url, save, deep)).toMatchObject({ code: 'invalid', done: false })
  const { slowest, value } = await healthDuring(
    console,
    who.send('/api/connections/tickets/preview', {
      method: 'POST',
      headers: { origin: console.url },
      body: many(5_000_000, '['),
    }),
  )
  expect(value.status).toBe(400)
  expect((await value.json()).problem.message).toContain('larger than 4 MB')
  expect(slowest).toBeLessThan(soonMs)
})
