import { and, asc, eq, gt, gte, inArray, lt, type SQL, sql } from 'drizzle-orm'
import type { Db } from '../../db/open'
import { itemCounts, ledger } from '../../db/schema'
import type { ItemFilter } from '../../model/items/item-list'
import { failedIds, failedInLastRun, last } from './failures'
import { idsByWords } from './ids-by-words'

export interface WantedItems {
  connectionId: string
  filter: ItemFilter
  /** What was sent under less is owed. */
  below: number
  after?: string
  limit: number
}

/** The next ids that a filter asks for, in their order. `cut`: more items have its words than are looked at. */
export async function findItemIds(db: Db, wanted: WantedItems): Promise<{ ids: string[]; cut: boolean }> {
  const { connectionId, filter } = wanted
  if (filter.words) {
    const also = and(ofConnection(wanted), prefixed(filter), ofState(db, wanted))
    return await idsByWords(db, filter.words, also, wanted)
  }
  const within = and(ofConnection(wanted), prefixed(filter), later(wanted))
  const rows =
    filter.state === 'owed'
      ? await owedIds(db, wanted, within)
      : filter.state === 'failed'
        ? await failedIds(db, connectionId, { prefix: filter.id, ...wanted })
        : await db
            .select({ itemId: ledger.itemId })
            .from(ledger)
            .where(within)
            .orderBy(asc(ledger.itemId))
            .limit(wanted.limit)
  return { ids: rows.map(({ itemId }) => itemId), cut: false }
}

function ofState(db: Db, { connectionId, below, filter: { state } }: WantedItems) {
  if (state === 'owed') return lt(ledger.sentUnder, below)
  return state === 'failed' ? inArray(ledger.itemId, failedInLastRun(db, connectionId)) : undefined
}

/**
 * Of each version that is owed the next few: the index has them in their order. To sort all that are owed takes a second
 * when that is a million, and to look for them along the key when they are few.
 */
async function owedIds(db: Db, { connectionId, below, limit }: WantedItems, within: SQL | undefined) {
  const next = db
    .select({ itemId: ledger.itemId })
    .from(ledger)
    .where(and(within, eq(ledger.sentUnder, itemCounts.sentUnder)))
    .orderBy(asc(ledger.itemId))
    .limit(limit)
    .as('next')
  return await db
    .select({ itemId: next.itemId })
    .from(itemCounts)
    .innerJoinLateral(next, sql`true`)
    .where(and(eq(itemCounts.connectionId, connectionId), lt(itemCounts.sentUnder, below)))
    .orderBy(asc(next.itemId))
    .limit(limit)
}

const ofConnection = ({ connectionId }: WantedItems) => eq(ledger.connectionId, connectionId)
const later = ({ after }: WantedItems) => (after === undefined ? undefined : gt(ledger.itemId, after))

const prefixed = ({ id }: ItemFilter) =>
  id ? and(gte(ledger.itemId, id), lt(ledger.itemId, id + last)) : undefined
