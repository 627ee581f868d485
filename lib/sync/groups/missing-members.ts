import { and, asc, eq, isNotNull, ne, or, sql } from 'drizzle-orm'
import type { Db } from '../../db/open'
import { groupMembers } from '../../db/schema'
import type { SeenIds } from '../../snapshots/seen'
import { membershipId } from './membership-id'

const pageSize = 5_000

/** The members that the source has named once and that its rows do not name any more, in pages. */
export async function* missingMembers(db: Db, connectionId: string, seen: SeenIds) {
  for (let after = { groupId: '', memberId: '' }; ; ) {
    const page = await db
      .select({ groupId: groupMembers.groupId, memberId: groupMembers.memberId, name: groupMembers.name })
      .from(groupMembers)
      .where(
        and(
          eq(groupMembers.connectionId, connectionId),
          eq(groupMembers.fromSource, true),
          // What Graph has refused to take out is tried again.
          or(ne(groupMembers.state, 'removing'), isNotNull(groupMembers.problem)),
          sql`(${groupMembers.groupId}, ${groupMembers.memberId}) > (${after.groupId}, ${after.memberId})`,
        ),
      )
      .orderBy(asc(groupMembers.groupId), asc(groupMembers.memberId))
      .limit(pageSize)
    const missing = page.filter(
      ({ groupId, memberId }) => seen.rowOf(membershipId(groupId, memberId)) === undefined,
    )
    if (missing.length > 0) yield missing
    const last = page.at(-1)
    if (!last || page.length < pageSize) return
    after = last
  }
}

/** How many members the source has named. */
export const countFromSource = (db: Db, connectionId: string) =>
  db.$count(groupMembers, and(eq(groupMembers.connectionId, connectionId), eq(groupMembers.fromSource, true)))
