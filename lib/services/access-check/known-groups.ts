import { and, eq, inArray, ne } from 'drizzle-orm'
import { externalGroups, groupMembers } from '../../db/schema'
import { findGroup } from '../../graph/groups'
import type { Person } from '../../model/access-check/access-of'
import type { KnownGroups } from '../../model/access-check/known-groups'
import type { Acl } from '../../model/items/item'
import { AppError } from '../../platform/errors'
import type { Context } from '../context'

/** More groups of other programs than this are not asked for one by one. */
const mostAsked = 20

/** What the console knows of the external groups of a connection, as far as it matters for a person and these lists. */
export async function knownGroups(
  { db, ingestion }: Pick<Context, 'db' | 'ingestion'>,
  connectionId: string,
  { id, groups }: Pick<Person, 'id' | 'groups'>,
  lists: readonly (readonly Acl[])[],
): Promise<KnownGroups> {
  const inConnection = eq(groupMembers.connectionId, connectionId)
  const ids = [id, ...(groups?.keys() ?? [])]
  const ofPerson = and(ne(groupMembers.type, 'externalGroup'), inArray(groupMembers.memberId, ids))
  const [kept, links, withEntra] = await Promise.all([
    db
      .select({
        groupId: externalGroups.groupId,
        state: externalGroups.state,
        membersKnown: externalGroups.membersKnown,
      })
      .from(externalGroups)
      .where(eq(externalGroups.connectionId, connectionId)),
    // Two questions, each with an index of its own: together they would look at every member.
    Promise.all(
      [eq(groupMembers.type, 'externalGroup'), ofPerson].map((which) =>
        db
          .select({
            groupId: groupMembers.groupId,
            memberId: groupMembers.memberId,
            type: groupMembers.type,
            state: groupMembers.state,
          })
          .from(groupMembers)
          .where(and(inConnection, which)),
      ),
    ).then((found) => found.flat()),
    groups
      ? []
      : db
          .selectDistinct({ groupId: groupMembers.groupId })
          .from(groupMembers)
          .where(and(inConnection, eq(groupMembers.type, 'group'))),
  ])
  const known = new Map(kept.map((group) => [group.groupId, group]))
  const named = [
    ...lists.flat().flatMap(({ type, value }) => (type === 'externalGroup' ? [value] : [])),
    ...links.flatMap(({ type, memberId }) => (type === 'externalGroup' ? [memberId] : [])),
  ]
  const foreign = [...new Set(named)].filter((groupId) => !known.has(groupId)).slice(0, mostAsked)
  const asked = await Promise.all(
    foreign.map(async (groupId) => ({ groupId, there: await isThere(ingestion, connectionId, groupId) })),
  )
  const lasting = (groupId: string) => ['there', 'changing'].includes(known.get(groupId)?.state ?? '')
  return {
    groups: known,
    links: links.map(({ state, ...link }) => ({
      ...link,
      settled: state === 'there' && lasting(link.groupId),
    })),
    withEntra: new Set(withEntra.map(({ groupId }) => groupId)),
    elsewhere: new Map(asked.flatMap(({ groupId, there }) => (there === null ? [] : [[groupId, there]]))),
  }
}

/** Whether Graph has a group; null when it did not tell. */
async function isThere(ingestion: Context['ingestion'], connectionId: string, groupId: string) {
  try {
    return (await findGroup(ingestion, connectionId, groupId)) !== null
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return null
  }
}
