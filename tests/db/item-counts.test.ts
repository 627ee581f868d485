import { and, eq, inArray, sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { countItems, countLedger } from '@/lib/db/item-counts'
import type { Db } from '@/lib/db/open'
import { aclCounts, connections, itemCounts, ledger } from '@/lib/db/schema'
import { sentUnder } from '@/lib/model/debts/debt'
import { recordPushed } from '@/lib/sync/ledger'
import { eachDatabase } from '../support/database'

const syncId = '00000000-0000-4000-8000-000000000000'
const ofHelpdesk = eq(ledger.connectionId, 'helpdesk')

/** What the triggers keep, against the ledger counted now. */
async function bothCounts(db: Db) {
  const items = sql<number>`count(*)::int`
  const rows = await Promise.all([
    db.select().from(itemCounts),
    db.select().from(aclCounts),
    db
      .select({ connectionId: ledger.connectionId, sentUnder: ledger.sentUnder, items })
      .from(ledger)
      .groupBy(ledger.connectionId, ledger.sentUnder),
    db
      .select({ connectionId: ledger.connectionId, hash: ledger.aclHash, items })
      .from(ledger)
      .where(sql`${ledger.aclHash} is not null`)
      .groupBy(ledger.connectionId, ledger.aclHash),
  ])
  const [kept, keptLists, counted, countedLists] = rows.map((some) =>
    some.map((row) => Object.values(row).join(' ')).toSorted(),
  )
  return { kept: [kept, keptLists], counted: [counted, countedLists] }
}

const pushed = (itemId: string, aclHash: string | undefined, version: number) => ({
  itemId,
  hash: itemId,
  aclHash,
  sentUnder: version,
})

eachDatabase('the counts of the ledger', (open) => {
  test('stay true whatever becomes of its items, and go with their connection', async () => {
    const { db } = await open()
    await db.insert(connections).values([{ id: 'helpdesk' }, { id: 'wiki' }])
    const push = (connectionId: string, items: ReturnType<typeof pushed>[]) =>
      recordPushed(db, { connectionId, syncId }, items)
    const changes: [string, () => PromiseLike<unknown>][] = [
      [
        'new items',
        () =>
          push(
            'helpdesk',
            ['a', 'b', 'c', 'd'].map((id) => pushed(id, 'all', 0)),
          ),
      ],
      ['of another connection', () => push('wiki', [pushed('a', 'all', 3), pushed('b', undefined, 3)])],
      [
        'some anew',
        () => push('helpdesk', [pushed('b', 'few', 1), pushed('c', 'all', 1), pushed('e', 'few', 1)]),
      ],
      ['lost', () => db.update(ledger).set({ sentUnder: sentUnder.lost }).where(eq(ledger.itemId, 'a'))],
      ['another list', () => db.update(ledger).set({ aclHash: 'none' }).where(eq(ledger.itemId, 'd'))],
      ['deleted', () => db.delete(ledger).where(and(ofHelpdesk, inArray(ledger.itemId, ['b', 'd'])))],
    ]

    for (const [name, change] of changes) {
      await change()
      const { kept, counted } = await bothCounts(db)
      expect([name, kept]).toEqual([name, counted])
    }
    expect(await countItems(db)).toEqual(
      new Map([
        ['helpdesk', 2],
        ['wiki', 1],
      ]),
    )
    expect(await countLedger(db, 'helpdesk')).toBe(3)

    await db.delete(connections).where(eq(connections.id, 'helpdesk'))
    const { kept, counted } = await bothCounts(db)
    expect(kept).toEqual(counted)
    expect(await countLedger(db, 'helpdesk')).toBe(0)
  })
})
