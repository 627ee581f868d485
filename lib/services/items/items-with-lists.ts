import { and, asc, eq, sql } from 'drizzle-orm'
import type { Db } from '../../db/open'
import { ledger } from '../../db/schema'

const most = 5

/** A few items that have one of these access lists, in the order of their ids. */
export async function itemsWithLists(
  db: Db,
  connectionId: string,
  hashes: readonly string[],
): Promise<{ itemId: string; title: string | null }[]> {
  if (hashes.length === 0) return []
  // Of each list the first few: the index has them in their order, however many items share a list.
  const first = db
    .select({ itemId: ledger.itemId, title: ledger.title })
    .from(ledger)
    .where(and(eq(ledger.connectionId, connectionId), sql`${ledger.aclHash} = ${sql.raw('list.hash')}`))
    .orderBy(asc(ledger.itemId))
    .limit(most)
    .as('first')
  return await db
    .select({ itemId: first.itemId, title: first.title })
    .from(sql`json_array_elements_text(${JSON.stringify(hashes)}::json) as list(hash)`)
    .innerJoinLateral(first, sql`true`)
    .orderBy(asc(first.itemId))
    .limit(most)
}
