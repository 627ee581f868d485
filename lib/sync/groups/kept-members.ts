import { and, eq } from 'drizzle-orm'
import type { Db } from '../../db/open'
import { groupMembers } from '../../db/schema'
import { membershipId } from './membership-id'
import type { MembershipRow } from './memberships'
import { areThese } from './these-members'

export type Kept = Pick<typeof groupMembers.$inferSelect, 'state' | 'fromSource' | 'addedIn'>

/** What the store says of the members that these rows name, by the ids of their memberships. */
export async function keptMembers(
  db: Db,
  connectionId: string,
  rows: readonly MembershipRow[],
): Promise<Map<string, Kept>> {
  const asked = rows.flatMap((one) =>
    'groupId' in one && one.member ? [{ groupId: one.groupId, member: one.member }] : [],
  )
  if (asked.length === 0) return new Map()
  const kept = await db
    .select({
      groupId: groupMembers.groupId,
      memberId: groupMembers.memberId,
      state: groupMembers.state,
      fromSource: groupMembers.fromSource,
      addedIn: groupMembers.addedIn,
    })
    .from(groupMembers)
    .where(and(eq(groupMembers.connectionId, connectionId), areThese(asked)))
  return new Map(kept.map(({ groupId, memberId, ...one }) => [membershipId(groupId, memberId), one]))
}
