import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import type { z } from 'zod'
import type { Opened } from '@/lib/db/open'
import { acls, audit, connections, debts, ledger, syncErrors, syncs } from '@/lib/db/schema'
import { type ItemFilter, mostFound } from '@/lib/model/items/item-list'
import type { Role } from '@/lib/model/role'
import { ask } from '@/lib/services/execute'
import { listItems } from '@/lib/services/items/list-items'
import { eachDatabase } from '../../support/database'
import { emulatedGraph } from '../../support/graph'
import { alex, contextFor } from '../../support/services'

const connectionId = 'helpdesk'
const syncId = crypto.randomUUID()

const everyone = [{ type: 'everyone', value: 'tenant', accessType: 'grant' }] as const
const items = [
  ['a_1', 'Printer jam in tray 2', 'https://help.contoso.com/tickets/1042/view.html'],
  ['a%2', 'Drucker für Köln', 'https://help.contoso.com/tickets/1043'],
  ['A1', 'Printers and paper', null],
  ['b1', null, 'https://help.contoso.com/printer'],
] as const

async function store(opened: Opened, kind: 'content' | 'people' = 'content') {
  const { db } = opened
  await db.insert(connections).values({ id: connectionId, kind })
  await db.insert(acls).values({ connectionId, hash: 'all', entries: [...everyone] })
  await db.insert(ledger).values(
    items.map(([itemId, title, url], at) => ({
      connectionId,
      itemId,
      title,
      url,
      hash: itemId,
      aclHash: at === 3 ? null : 'all',
      sentUnder: at,
      syncId,
      pushedAt: new Date('2026-11-01'),
    })),
  )
  const context = contextFor(opened, await emulatedGraph())
  return (input: Partial<z.input<typeof listItems.input>> = {}, role: Role = 'Admin') =>
    ask(listItems, { ...context, actor: { ...alex, roles: [role] } }, { connectionId, ...input })
}

const ids = ({ items: found }: { items: { itemId: string }[] }) => found.map(({ itemId }) => itemId)

eachDatabase('the items of a connection', (open) => {
  test('stand in the order of their ids, page by page', async () => {
    const list = await store(await open())

    const first = await list({ limit: 3 })
    expect(first).toMatchObject({
      items: [
        { itemId: 'A1', url: null, acl: everyone, owed: false, failure: null },
        { itemId: 'a%2', title: 'Drucker für Köln' },
        { itemId: 'a_1', sentAt: '2026-11-01T00:00:00.000Z' },
      ],
      next: 'a_1',
    })
    expect(await list({ limit: 3, after: 'a_1' })).toMatchObject({
      items: [{ itemId: 'b1', title: null, acl: null }],
      next: null,
    })
  })

  test('are found by the beginning of the id, and by words of title and link', async () => {
    const list = await store(await open())
    const cases: [ItemFilter, string[]][] = [
      [{ id: 'a' }, ['a%2', 'a_1']],
      [{ id: 'a_' }, ['a_1']],
      [{ id: 'a%' }, ['a%2']],
      [{ words: 'printer' }, ['A1', 'a_1', 'b1']],
      [{ words: 'PRINT tray' }, ['a_1']],
      [{ words: 'köl' }, ['a%2']],
      [{ words: '104' }, ['a%2', 'a_1']],
      [{ words: 'https://help.contoso.com/tickets/1042/view.html' }, ['a_1']],
      [{ words: "view' | 'x:*" }, []],
      [{ words: '!&|' }, []],
      [{ id: 'a', words: 'tickets 1043' }, ['a%2']],
    ]

    for (const [filter, found] of cases) expect([filter, ids(await list(filter))]).toEqual([filter, found])
  })

  test('those that are owed, and those that the last run could not send, with the reason', async () => {
    const opened = await open()
    const { db } = opened
    const list = await store(opened)
    expect(ids(await list({ state: 'owed' }))).toEqual([])
    await db.insert(debts).values({ connectionId, cause: 'schemaChange', below: 2, items: 2, detail: {} })
    const runs = ['2026-10-01', '2026-11-02'].map((day) => ({
      id: crypto.randomUUID(),
      createdAt: new Date(day),
      startedAt: new Date(day),
    }))
    await db.insert(syncs).values(runs.map((run) => ({ ...emptyRun, ...run })))
    await db.insert(syncErrors).values(
      runs.map(({ id, startedAt }, at) => ({
        syncId: id,
        row: 7,
        itemId: at === 0 ? 'A1' : 'b1',
        code: 'invalid-value',
        message: `Refused ${at}.`,
        at: startedAt,
      })),
    )

    expect(ids(await list({ state: 'owed' }))).toEqual(['a%2', 'a_1'])
    const failed = await list({ state: 'failed' })
    expect(failed.items).toMatchObject([
      { itemId: 'b1', failure: { row: 7, message: 'Refused 1.', syncId: runs[1]?.id } },
    ])
    // Sent after it had failed.
    expect((await list({ id: 'A1' })).items).toMatchObject([{ failure: null }])
  })

  test('that are owed are paged in the order of their ids, whatever they were sent under', async () => {
    const opened = await open()
    const list = await store(opened)
    await opened.db
      .insert(debts)
      .values({ connectionId, cause: 'schemaChange', below: 4, items: 4, detail: {} })

    const first = await list({ state: 'owed', limit: 3 })
    expect([ids(first), first.next]).toEqual([['A1', 'a%2', 'a_1'], 'a_1'])
    const second = await list({ state: 'owed', limit: 3, after: 'a_1' })
    expect([ids(second), second.next]).toEqual([['b1'], null])
    expect(ids(await list({ state: 'owed', id: 'a', words: 'help' }))).toEqual(['a%2', 'a_1'])
  })

  test('that have a word of very many are some of them, and the list says so', async () => {
    const opened = await open()
    const { db } = opened
    const list = await store(opened)
    await db.execute(sql`
      insert into ledger (connection_id, item_id, hash, title, sync_id)
      select ${connectionId}, 'many' || lpad(n::text, 5, '0'), 'h', 'Printer ' || n, ${syncId}::uuid
      from generate_series(1, ${mostFound}::int) n`)

    const found = await list({ words: 'printer' })
    expect(found).toMatchObject({ cut: true, next: expect.any(String) })
    expect(found.items).toHaveLength(50)
    expect(await list({ words: 'printer', id: 'many0000' })).toMatchObject({ cut: false, next: null })
    expect(ids(await list({ words: 'printer 4711' }))).toEqual(['many04711'])
  })

  test('of people data only an Admin sees titles and links, and that is written down', async () => {
    const opened = await open()
    const list = await store(opened, 'people')

    const masked = await list({ id: 'a_' }, 'Operator')
    expect(masked).toMatchObject({ masked: true, items: [{ itemId: 'a_1', title: null, url: null }] })
    await expect(list({ words: 'printer' }, 'Operator')).rejects.toMatchObject({ code: 'forbidden' })
    expect(await opened.db.select().from(audit)).toEqual([])

    expect((await list({ words: 'tray' })).items).toMatchObject([{ title: 'Printer jam in tray 2' }])
    expect(await opened.db.select().from(audit)).toMatchObject([
      { action: 'listItems', target: connectionId },
    ])
  })
})

const noCounts = { read: 0, sent: 0, unchanged: 0, failed: 0 }
const emptyRun = {
  connectionId,
  sourceKind: 'file',
  sourceName: 'tickets.csv',
  mapping: { itemId: { column: 'id' }, properties: {}, access: 'everyone' as const },
  status: 'with-errors',
  counts: noCounts,
  checkpointCounts: noCounts,
  startedBy: 'oid',
} as const
