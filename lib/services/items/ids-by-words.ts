import { type SQL, sql } from 'drizzle-orm'
import { byIndex } from '../../db/by-index'
import type { Db } from '../../db/open'
import { ledger } from '../../db/schema'
import { itemWords, wordsQuery } from '../../db/schema/words'
import { mostFound } from '../../model/items/item-list'

/**
 * The next ids of items whose title or link has words that begin so. The index of words knows no order of ids, so only so
 * many of the items that have the words are looked at and put in order.
 */
export async function idsByWords(
  db: Db,
  words: string,
  also: SQL | undefined,
  { after, limit }: { after?: string; limit: number },
): Promise<{ ids: string[]; cut: boolean }> {
  const wanted = wordsQuery(words)
  // Text without a word is in no title and no link.
  if (!wanted) return { ids: [], cut: false }
  return await byIndex(db, async (tx) => {
    const { rows } = (await tx.execute(sql`
      with hits as materialized (
        select ${ledger.itemId} from ${ledger} where ${itemWords} @@ ${wanted}::tsquery and ${also}
        limit ${mostFound + 1}::int)
      select (select count(*)::int from hits) as found, coalesce((select json_agg(item_id) from (
        select item_id from hits where ${after === undefined ? sql`true` : sql`item_id > ${after}`}
        order by item_id limit ${limit}::int) page), '[]') as ids`)) as unknown as {
      rows: { found: number; ids: string[] }[]
    }
    const [{ found = 0, ids = [] } = {}] = rows
    return { ids, cut: found > mostFound }
  })
}
