import { sql } from 'drizzle-orm'
import { groupMembers } from '../../db/schema'

/** Whether a row of the store is one of these memberships. */
export function areThese(members: readonly { groupId: string; member: { memberId: string } }[]) {
  const asked = JSON.stringify(members.map(({ groupId, member }) => ({ g: groupId, m: member.memberId })))
  const pairs = sql`(select g, m from json_to_recordset(${asked}::json) as x(g text, m text))`
  return sql`(${groupMembers.groupId}, ${groupMembers.memberId}) in ${pairs}`
}
