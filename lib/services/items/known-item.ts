import { and, eq } from 'drizzle-orm'
import { owedBelow } from '../../db/debts'
import type { Db } from '../../db/open'
import { acls, ledger } from '../../db/schema'
import type { ItemRow } from '../../model/items/item-list'
import { failuresOf } from './failures'

/** What the ledger has of an item; null when it was not sent from this console. */
export async function findKnownItem(db: Db, connectionId: string, itemId: string) {
  const [found] = await db
    .select({ item: ledger, acl: acls.entries })
    .from(ledger)
    .leftJoin(acls, and(eq(acls.connectionId, ledger.connectionId), eq(acls.hash, ledger.aclHash)))
    .where(and(eq(ledger.connectionId, connectionId), eq(ledger.itemId, itemId)))
  if (!found) return null
  const { item, acl } = found
  const { hash, syncId, sentUnder, pushedAt, title, url, size, byHand } = item
  const [below, failures] = await Promise.all([
    owedBelow(db, connectionId),
    failuresOf(db, connectionId, [item]),
  ])
  const row: ItemRow = {
    itemId,
    title,
    url,
    size,
    byHand,
    acl,
    syncId,
    owed: sentUnder < below,
    sentAt: pushedAt.toISOString(),
    failure: failures.get(itemId) ?? null,
  }
  return { itemId, hash, syncId, row }
}
