import { isNotNull, sql } from 'drizzle-orm'
import type { Db } from '../../db/open'
import { schedules } from '../../db/schema'
import { AppError } from '../../platform/errors'
import { followed } from '../../sync/followers'

/**
 * Throws `invalid` when the connection would come to follow itself, which would never end. Two that are saved at the same
 * moment see each other: it holds them apart until the transaction ends.
 */
export async function needNoCircle(tx: Db, connectionId: string, follows: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('schedules that follow'))`)
  const rows = await tx
    .select({ connectionId: schedules.connectionId, follows: followed })
    .from(schedules)
    .where(isNotNull(followed))
  const way = wayTo(connectionId, follows, rows)
  if (!way) return
  const message =
    follows === connectionId
      ? 'A connection cannot follow itself. Choose another one.'
      : `That would be a circle: ${[connectionId, ...way].join(' follows ')}. Choose another connection.`
  throw new AppError('invalid', message, { field: 'follows' })
}

/** From a connection over those that it follows to the goal, or null. */
function wayTo(goal: string, from: string, rows: { connectionId: string; follows: string | null }[]) {
  const ways = [[from]]
  const seen = new Set([from])
  for (const way of ways) {
    const last = way.at(-1)
    if (last === goal) return way
    for (const row of rows) {
      if (row.connectionId !== last || row.follows === null || seen.has(row.follows)) continue
      seen.add(row.follows)
      ways.push([...way, row.follows])
    }
  }
  return null
}
