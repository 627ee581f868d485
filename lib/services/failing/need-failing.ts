import { and, eq } from 'drizzle-orm'
import { isOneOf } from '../../db/failing'
import type { Db } from '../../db/open'
import { failing } from '../../db/schema'
import { AppError } from '../../platform/errors'

/** How the audit log has them before a change. Throws when none of them fails any more. */
export async function needFailing(db: Db, connectionId: string, itemIds: readonly string[]) {
  const rows = await db
    .select({ runs: failing.runs, asideBy: failing.asideBy, note: failing.note })
    .from(failing)
    .where(and(eq(failing.connectionId, connectionId), isOneOf(itemIds)))
  const [first] = rows
  if (!first) throw new AppError('conflict', 'None of these fails any more. Load the page again.')
  const aside = rows.filter(({ asideBy }) => asideBy !== null)
  return {
    records: rows.length,
    setAside: aside.length,
    notes: [...new Set(aside.map(({ note }) => note))].slice(0, 20),
  }
}
