import { sql } from 'drizzle-orm'
import type { Db } from './open'

/**
 * Reads by an index that finds what is looked for (of words, of entries), whatever the database believes of how many there
 * are. Left to itself it reads a table from end to end, or along its key, when it believes that many rows will do: 20
 * seconds for a word that only the second half of a million items has.
 */
export const byIndex = <T>(db: Db, read: (tx: Db) => Promise<T>): Promise<T> =>
  db.transaction(async (tx) => {
    await tx.execute(
      sql`select set_config('enable_seqscan', 'off', true), set_config('enable_indexscan', 'off', true)`,
    )
    return await read(tx)
  })
