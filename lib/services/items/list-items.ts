import { and, asc, eq, inArray } from 'drizzle-orm'
import { z } from 'zod'
import { can } from '../../access/can'
import { kindOf } from '../../db/connections'
import { owedBelow } from '../../db/debts'
import { acls, ledger } from '../../db/schema'
import { ItemFilter, type ItemPage, type ItemRow } from '../../model/items/item-list'
import { AppError } from '../../platform/errors'
import { query } from '../command'
import { ConnectionId } from '../connection-id'
import { failuresOf } from './failures'
import { findItemIds } from './item-ids'
import { maskedItem } from './masked-item'

const { title, url, size, byHand, itemId, sentUnder, syncId, pushedAt } = ledger
const columns = { itemId, title, url, size, byHand, sentUnder, syncId, pushedAt, acl: acls.entries }

/**
 * The items of a connection that the filter asks for, in the order of their ids. Titles and links of people data are
 * for those who may read contents, and so is the search for their words.
 */
export const listItems = query({
  name: 'listItems',
  permission: 'connections.read',
  input: ItemFilter.extend({
    connectionId: ConnectionId,
    after: z.string().max(128).optional(),
    limit: z.number().int().min(1).max(200).default(50),
  }),
  on: ({ connectionId }) => connectionId,
  async run({ db, actor }, { connectionId, after, limit, ...filter }): Promise<ItemPage> {
    // Until Graph has told what kind it is, it may be of people.
    const people = (await kindOf(db, connectionId)) !== 'content'
    const masked = people && !can(actor, 'items.readContents', { connectionId })
    if (masked && filter.words)
      throw new AppError('forbidden', 'Only who may read the contents of people data can search their words.')
    const below = await owedBelow(db, connectionId)
    // One more than asked for tells whether there is a next page, without counting them all.
    const wanted = { connectionId, filter, below, after, limit: limit + 1 }
    const { ids, cut } = await findItemIds(db, wanted)
    const page = await db
      .select(columns)
      .from(ledger)
      .leftJoin(acls, and(eq(acls.connectionId, ledger.connectionId), eq(acls.hash, ledger.aclHash)))
      .where(and(eq(ledger.connectionId, connectionId), inArray(ledger.itemId, ids.slice(0, limit))))
      .orderBy(asc(ledger.itemId))
    const failures = await failuresOf(db, connectionId, page)
    const items = page.map(({ sentUnder, pushedAt, ...row }): ItemRow => {
      const failure = failures.get(row.itemId) ?? null
      const item = { ...row, owed: sentUnder < below, sentAt: pushedAt.toISOString(), failure }
      return masked ? maskedItem(item) : item
    })
    const next = ids.length > limit ? (ids[limit - 1] ?? null) : null
    return { items, next, cut, masked, people }
  },
  reveals: ({ people, masked, items }) => people && !masked && items.length > 0,
})
