import { and, asc, count, eq, gt, ilike, inArray, isNull, ne, or, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Db } from '../../db/open'
import { externalGroups, groupMembers } from '../../db/schema'
import type { GroupRow } from '../../model/groups/group'
import { GroupAddress } from '../../model/groups/group-address'
import { getGroupSource } from '../../sources/group-source'
import { query } from '../command'
import { ConnectionId } from '../connection-id'
import { countUse } from './count-use'

export interface GroupsPage {
  groups: GroupRow[]
  /** The id that the next page comes after; null on the last. */
  next: string | null
  /** Of the connection, and of all connections that the console knows. */
  total: number
  inTenant: number
  /** What the members come from; null when somebody adds them. */
  source: string | null
}

/** The external groups of a connection in the order of their ids. */
export const listGroups = query({
  name: 'listGroups',
  permission: 'connections.read',
  input: GroupAddress.extend({
    connectionId: ConnectionId,
    limit: z.number().int().min(1).max(100).default(50),
  }),
  on: ({ connectionId }) => connectionId,
  async run({ db }, { connectionId, words, after, limit }): Promise<GroupsPage> {
    const like = words && `%${words.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`
    const [rows, total, inTenant, source] = await Promise.all([
      db
        .select()
        .from(externalGroups)
        .where(
          and(
            eq(externalGroups.connectionId, connectionId),
            after === undefined ? undefined : gt(externalGroups.groupId, after),
            like
              ? or(ilike(externalGroups.groupId, like), ilike(externalGroups.displayName, like))
              : undefined,
          ),
        )
        .orderBy(asc(externalGroups.groupId))
        .limit(limit + 1),
      db.$count(externalGroups, eq(externalGroups.connectionId, connectionId)),
      db.$count(externalGroups),
      getGroupSource(db, connectionId),
    ])
    const page = rows.slice(0, limit)
    const groups = await groupRows(db, connectionId, page)
    return {
      groups,
      next: rows.length > limit ? (page.at(-1)?.groupId ?? null) : null,
      total,
      inTenant,
      source: source?.sourceName ?? null,
    }
  },
})

/** Groups with what there is to say of their members and their use. */
export async function groupRows(
  db: Db,
  connectionId: string,
  rows: (typeof externalGroups.$inferSelect)[],
): Promise<GroupRow[]> {
  const ids = rows.map(({ groupId }) => groupId)
  if (ids.length === 0) return []
  const owed = ne(groupMembers.state, 'there')
  const waits = and(owed, isNull(groupMembers.nextAt), sql`${groupMembers.problem} is not null`)
  const [counted, items] = await Promise.all([
    db
      .select({
        groupId: groupMembers.groupId,
        members: sql<number>`(count(*) filter (where ${ne(groupMembers.state, 'removing')}))::int`,
        owed: sql<number>`(count(*) filter (where ${owed}))::int`,
        failed: sql<number>`(count(*) filter (where ${waits}))::int`,
        all: count(),
      })
      .from(groupMembers)
      .where(and(eq(groupMembers.connectionId, connectionId), inArray(groupMembers.groupId, ids)))
      .groupBy(groupMembers.groupId),
    countUse(db, connectionId, ids),
  ])
  const of = new Map(counted.map((one) => [one.groupId, one]))
  return rows.map(({ groupId, displayName, description, state, membersKnown, problem, nextAt }) => ({
    groupId,
    displayName,
    description,
    state,
    membersKnown,
    problem,
    nextAt: nextAt?.toISOString() ?? null,
    members: of.get(groupId)?.members ?? 0,
    owed: of.get(groupId)?.owed ?? 0,
    failed: of.get(groupId)?.failed ?? 0,
    items: items.get(groupId) ?? 0,
  }))
}
