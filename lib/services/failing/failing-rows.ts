import { and, asc, eq, gt, type SQL, sql } from 'drizzle-orm'
import { isStuck } from '../../db/failing'
import { holdsText } from '../../db/holds-text'
import type { Db } from '../../db/open'
import { failing } from '../../db/schema'
import type { FailingRecord, FailingState } from '../../model/debts/failing'
import type { FailingFilter } from '../../model/debts/failing-filter'

const isAside = sql`${failing.asideAt} is not null`

const inState: Record<FailingState, SQL> = {
  aside: isAside,
  stuck: isStuck,
  tried: sql`not (${isAside} or ${isStuck})`,
}

const state = sql<FailingState>`case when ${isAside} then 'aside' when ${isStuck} then 'stuck' else 'tried' end`

const searched = [failing.itemId, failing.code, failing.field, failing.message, failing.note]

/** So many of the records that the filter asks for, in the order of their ids. */
export async function failingRows(
  db: Db,
  connectionId: string,
  { state: wanted, words, after, limit }: FailingFilter & { after?: string; limit: number },
): Promise<FailingRecord[]> {
  const rows = await db
    .select({ row: failing, state })
    .from(failing)
    .where(
      and(
        eq(failing.connectionId, connectionId),
        after === undefined ? undefined : gt(failing.itemId, after),
        wanted && inState[wanted],
        words ? holdsText(words, searched) : undefined,
      ),
    )
    .orderBy(asc(failing.itemId))
    .limit(limit)
  return rows.map(({ row, state }) => view(row, state))
}

/** How many records of a connection are in each state. */
export async function countFailing(db: Db, connectionId: string): Promise<Record<FailingState, number>> {
  const rows = await db
    .select({ state, records: sql<number>`count(*)::int` })
    .from(failing)
    .where(eq(failing.connectionId, connectionId))
    .groupBy(state)
  return { tried: 0, stuck: 0, aside: 0, ...Object.fromEntries(rows.map((row) => [row.state, row.records])) }
}

function view(row: typeof failing.$inferSelect, state: FailingState): FailingRecord {
  const { itemId, code, message, field, graphRequestId, syncId, runs, asideBy, asideAt, note } = row
  const aside = asideBy && asideAt ? { by: asideBy, at: asideAt.toISOString(), note: note ?? '' } : null
  const times = { since: row.since.toISOString(), at: row.at.toISOString() }
  return { itemId, state, code, message, field, graphRequestId, syncId, row: row.row, runs, ...times, aside }
}
