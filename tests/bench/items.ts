import { randomUUID } from 'node:crypto'
import { putItem } from '@/lib/graph/items'
import type { ItemFilter } from '@/lib/model/items/item-list'
import { countReaders } from '@/lib/services/access-check/count-readers'
import { explainAccess } from '@/lib/services/access-check/explain-access'
import { listReadable } from '@/lib/services/access-check/list-readable'
import { connectionFacts } from '@/lib/services/connections/connection-facts'
import { ask } from '@/lib/services/execute'
import { listGroups } from '@/lib/services/groups/list-groups'
import { readGroupUse } from '@/lib/services/groups/read-group-use'
import { listItems } from '@/lib/services/items/list-items'
import { readItem } from '@/lib/services/items/read-item'
import { findItemId } from '@/lib/services/search/find-item-id'
import { storesOf } from '../support/stores'
import { fillLedger, fillSource, idOf } from './large-ledger'
import { report } from './report'
import { type Bench, connectionId, uploadRows, withSync } from './sync-setup'

const rows = Number(process.env.BENCH_ROWS ?? 1_000_000)
const times = 40

/** How long pages about the items of a connection take that has a million, on both databases. */
export async function items(): Promise<boolean> {
  const pglite = await withSync(0, measure, 'pglite')
  return (await withSync(0, measure, 'postgres')) && pglite
}

async function measure(bench: Bench): Promise<boolean> {
  const { opened, graph, context } = bench
  const { db, kind } = opened
  const syncId = randomUUID()
  const { mapping } = await uploadRows(opened, 1_000)
  await fillSource(storesOf(opened), rows, { syncId, mapping })
  await fillLedger(db, rows, syncId)

  const list = (filter: ItemFilter & { after?: string }) =>
    ask(listItems, context, { connectionId, ...filter })
  /** Pages of a list, one after another. */
  const pagesOf = (filter: ItemFilter, after?: string) => {
    let next = after
    return async () => {
      const page = await list({ ...filter, after: next })
      next = page.next ?? after
      return page.items.length
    }
  }
  const some = (n: number) => idOf(1 + ((n * 99_991) % rows), rows)
  const acl = [{ type: 'externalGroup', value: 'group7', accessType: 'grant' }]
  for (let n = 0; n < times; n++)
    await putItem(graph, connectionId, some(n), { acl, properties: { title: `Ticket ${some(n)}` } })
  const found = (all: unknown[]) => all.length
  const person = 'alexw@contoso.com'

  const looks: [name: string, atMost: number, look: (n: number) => Promise<number>][] = [
    ['first page', 200, async () => found((await list({})).items)],
    ['pages from the middle on', 200, pagesOf({}, idOf(rows / 2, rows))],
    ['owed', 200, pagesOf({ state: 'owed' })],
    ['failed in the last run', 200, pagesOf({ state: 'failed' }, idOf(rows / 2, rows))],
    ['id begins with', 200, async (n) => found((await list({ id: some(n).slice(0, 4) })).items)],
    ['a rare word', 200, async () => found((await list({ words: 'zebra' })).items)],
    ['a word of some', 200, async (n) => found((await list({ words: `case ${4_711 + n}` })).items)],
    ['a word of a fifth', 200, pagesOf({ words: 'printer' })],
    ['a word of the later half', 200, pagesOf({ words: 'browse' })],
    ['a word of all', 200, pagesOf({ words: 'https' })],
    ['a word of none', 200, async () => 1 + found((await list({ words: 'unheard' })).items)],
    ['a frequent word that is owed', 200, pagesOf({ words: 'printer', state: 'owed' })],
    [
      'one item',
      300,
      async (n) => found((await ask(readItem, context, { connectionId, itemId: some(n) })).parts),
    ],
    [
      'what every page of the connection tells',
      200,
      async () => (await connectionFacts(db, connectionId)).size,
    ],
    [
      'the item of a hit',
      200,
      async (n) => {
        const url = `https://intranet.contoso.com/desk/browse/${rows - n}`
        return (await findItemId(db, connectionId, { url, title: null })) === idOf(rows - n, rows) ? 1 : 0
      },
    ],
    [
      'the groups, and how many items use each',
      200,
      async () => found((await ask(listGroups, context, { connectionId })).groups),
    ],
    [
      'the use of a group',
      200,
      async (n) => (await ask(readGroupUse, context, { connectionId, groupId: `group${2 * n + 1}` })).items,
    ],
    [
      'what somebody may read',
      200,
      async () => (await ask(listReadable, context, { connectionId, person })).items.no,
    ],
    [
      'who may read an item',
      200,
      async (n) => (await ask(countReaders, context, { connectionId, itemId: some(n) })).people,
    ],
    [
      'whether somebody may read it',
      200,
      async (n) => found([await ask(explainAccess, context, { connectionId, itemId: some(n), person })]),
    ],
  ]
  let ok = true
  for (const [name, atMost, look] of looks) {
    const took: number[] = []
    for (let n = 0; n < times; n++) {
      const began = performance.now()
      if ((await look(n)) === 0) throw new Error(`${name}: nothing was found.`)
      took.push(performance.now() - began)
    }
    const value = took.toSorted((one, other) => one - other)[Math.ceil(times * 0.95) - 1] ?? Number.NaN
    ok = report('items', { metric: `${kind}: ${name}, p95`, value, unit: 'ms', budget: { atMost } }) && ok
  }
  return ok
}
