import { and, eq, inArray, ne, sql } from 'drizzle-orm'
import type { Db } from '../../db/open'
import { externalGroups, groupMembers } from '../../db/schema'
import type { FoundMember } from './known-members'
import { groupOf } from './tell-group'
import { areThese } from './these-members'

// Somebody may ask for the opposite while Graph is being asked, and nobody knows which of the two requests it took last. Graph
// lists no members, so that nobody would ever notice. Whoever finds the store changed has the last wish told once more.

interface Added {
  connectionId: string
  groupId: string
  member: FoundMember
  addedBy: string
}

/** Graph has taken a member that the store does not want added any more: it is taken out (again), unless it is there by now. */
export const removeOnceMore = (db: Db, { connectionId, groupId, member, addedBy }: Added) =>
  db.transaction(async (tx) => {
    // With the group its members are gone, too.
    const [group] = await tx
      .select({ state: externalGroups.state })
      .from(externalGroups)
      .where(and(groupOf(connectionId, groupId), ne(externalGroups.state, 'deleting')))
      .for('key share')
    if (!group) return
    const nextAt = sql`now()`
    await tx
      .insert(groupMembers)
      .values({ ...member, connectionId, groupId, addedBy, state: 'removing', nextAt })
      .onConflictDoUpdate({
        target: [groupMembers.connectionId, groupMembers.groupId, groupMembers.memberId],
        set: { nextAt, problem: null, tries: 0 },
        setWhere: eq(groupMembers.state, 'removing'),
      })
  })

/** Members that Graph has just taken out, but whom the store wants in by now, are added (again). */
export const addOnceMore = (
  db: Db,
  connectionId: string,
  members: readonly { groupId: string; member: { memberId: string } }[],
) =>
  db
    .update(groupMembers)
    .set({ state: 'adding', nextAt: sql`now()`, problem: null, tries: 0 })
    .where(
      and(
        eq(groupMembers.connectionId, connectionId),
        inArray(groupMembers.state, ['adding', 'there']),
        areThese(members),
      ),
    )
