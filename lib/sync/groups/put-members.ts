import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Db } from '../../db/open'
import { groupMembers } from '../../db/schema'
import type { FoundMember } from './known-members'

interface Where {
  connectionId: string
  groupId: string
}

/** So many rows of an INSERT stay below the limit of parameters. */
const atOnce = 1_000

/**
 * Wants these in the group. Who is there already stays, also when its source names it no more; who was on the way out comes
 * back.
 */
export async function putMembers(
  db: Db,
  { connectionId, groupId }: Where,
  members: readonly FoundMember[],
  addedBy: string,
) {
  for (let at = 0; at < members.length; at += atOnce) {
    const rows = members
      .slice(at, at + atOnce)
      .map((member) => ({ ...member, connectionId, groupId, addedBy, state: 'adding' as const }))
    await db
      .insert(groupMembers)
      .values(rows)
      .onConflictDoUpdate({
        target: [groupMembers.connectionId, groupMembers.groupId, groupMembers.memberId],
        set: { state: 'adding', problem: null, tries: 0, nextAt: null, name: sql`excluded.name` },
        setWhere: sql`${groupMembers.state} <> 'there'`,
      })
    await db
      .update(groupMembers)
      .set({ fromSource: false })
      .where(
        and(
          eq(groupMembers.connectionId, connectionId),
          eq(groupMembers.groupId, groupId),
          inArray(
            groupMembers.memberId,
            rows.map(({ memberId }) => memberId),
          ),
          eq(groupMembers.fromSource, true),
        ),
      )
  }
}

/** Wants these out of the group; without ids, everybody. Answers their names. */
export async function takeOutMembers(
  db: Db,
  { connectionId, groupId }: Where,
  memberIds?: readonly string[],
) {
  const removed = await db
    .update(groupMembers)
    .set({ state: 'removing', problem: null, tries: 0, nextAt: null })
    .where(
      and(
        eq(groupMembers.connectionId, connectionId),
        eq(groupMembers.groupId, groupId),
        memberIds && inArray(groupMembers.memberId, [...memberIds]),
      ),
    )
    .returning({ name: groupMembers.name })
  return removed.map(({ name }) => name)
}
