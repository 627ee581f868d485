import { and, eq, sql } from 'drizzle-orm'
import type { Db } from '../../db/open'
import { ledger } from '../../db/schema'
import { allWords, itemWords, wordsQuery } from '../../db/schema/words'
import { shortTitle } from '../../sync/item-facts'

/** The item that was sent with this link, or else with this title; null unless there is exactly one. */
export async function findItemId(
  db: Db,
  connectionId: string,
  { title, url }: { title: string | null; url: string | null },
): Promise<string | null> {
  return (
    (url && (await theOnly(db, connectionId, ledger.url, url))) ||
    (title && (await theOnly(db, connectionId, ledger.title, shortTitle(title)))) ||
    null
  )
}

/** The index of words narrows it down before the texts are compared. */
async function theOnly(
  db: Db,
  connectionId: string,
  column: typeof ledger.url | typeof ledger.title,
  text: string,
) {
  const rows = await db
    .select({ itemId: ledger.itemId })
    .from(ledger)
    .where(
      and(
        eq(ledger.connectionId, connectionId),
        wordsQuery(text) ? sql`${itemWords} @@ ${allWords(text)}` : undefined,
        eq(column, text),
      ),
    )
    .limit(2)
  return rows.length === 1 ? (rows[0]?.itemId ?? null) : null
}
