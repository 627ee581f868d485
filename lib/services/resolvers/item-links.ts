import { and, asc, count, eq, gt, isNotNull } from 'drizzle-orm'
import type { Db } from '../../db/open'
import { ledger } from '../../db/schema'

/** A page of the links of a connection's items, as pairs of item id and link. */
export interface LinkPage {
  links: [itemId: string, url: string][]
  /** What the next page comes after; null on the last. */
  next: string | null
}

const linksPerPage = 5_000

/** The links of the items that were sent, in the order of their ids, from behind one id on. */
export async function listItemLinks(
  db: Db,
  connectionId: string,
  after: string | null,
  limit = linksPerPage,
): Promise<LinkPage> {
  const rows = await db
    .select({ itemId: ledger.itemId, url: ledger.url })
    .from(ledger)
    .where(
      and(
        eq(ledger.connectionId, connectionId),
        isNotNull(ledger.url),
        after === null ? undefined : gt(ledger.itemId, after),
      ),
    )
    .orderBy(asc(ledger.itemId))
    .limit(limit)
  const links = rows.map(({ itemId, url }): [string, string] => [itemId, url ?? ''])
  return { links, next: rows.length < limit ? null : (rows.at(-1)?.itemId ?? null) }
}

/** How many items were sent, and of how many the link is known. */
export async function countItemLinks(db: Db, connectionId: string) {
  const [found] = await db
    .select({ items: count(), links: count(ledger.url) })
    .from(ledger)
    .where(eq(ledger.connectionId, connectionId))
  return found ?? { items: 0, links: 0 }
}
