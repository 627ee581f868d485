import { and, asc, eq, gt } from 'drizzle-orm'
import { z } from 'zod'
import { externalGroups, groupMembers } from '../../db/schema'
import { workersAlive } from '../../jobs/heartbeat'
import type { GroupRow, MemberRow } from '../../model/groups/group'
import { GroupId } from '../../model/groups/new-group'
import { AppError } from '../../platform/errors'
import { query } from '../command'
import { ConnectionId } from '../connection-id'
import { groupRows } from './list-groups'
import { isGroup } from './need-group'

export interface GroupView {
  group: GroupRow
  members: MemberRow[]
  /** The id of the member that the next page comes after; null on the last. */
  next: string | null
  /** External groups that hold it. */
  within: string[]
  /** Changes wait, and no worker is there that could make them. */
  waitsForWorker: boolean
}

/** One group and a page of its members, those first that Graph does not have so yet. */
export const readGroup = query({
  name: 'readGroup',
  permission: 'connections.read',
  input: z.object({
    connectionId: ConnectionId,
    groupId: GroupId,
    after: z.string().max(128).optional(),
    limit: z.number().int().min(1).max(200).default(100),
  }),
  on: ({ connectionId }) => connectionId,
  async run({ db }, { connectionId, groupId, after, limit }): Promise<GroupView> {
    const of = and(eq(groupMembers.connectionId, connectionId), eq(groupMembers.groupId, groupId))
    const [rows, kept, parents, { alive }] = await Promise.all([
      db.select().from(externalGroups).where(isGroup(connectionId, groupId)),
      db
        .select()
        .from(groupMembers)
        .where(and(of, after === undefined ? undefined : gt(groupMembers.memberId, after)))
        .orderBy(asc(groupMembers.memberId))
        .limit(limit + 1),
      db
        .select({ groupId: groupMembers.groupId })
        .from(groupMembers)
        .where(
          and(
            eq(groupMembers.connectionId, connectionId),
            eq(groupMembers.memberId, groupId),
            eq(groupMembers.type, 'externalGroup'),
          ),
        )
        .limit(50),
      workersAlive(db),
    ])
    const [group] = await groupRows(db, connectionId, rows)
    if (!group) throw new AppError('not-found', 'The console knows no group of this id.')
    const page = kept.slice(0, limit)
    return {
      group,
      members: page.map(({ memberId, type, name, state, fromSource, problem, nextAt }) => ({
        memberId,
        type,
        name,
        state,
        fromSource,
        problem,
        nextAt: nextAt?.toISOString() ?? null,
      })),
      next: kept.length > limit ? (page.at(-1)?.memberId ?? null) : null,
      within: parents.map((parent) => parent.groupId),
      waitsForWorker: !alive && (group.owed > 0 || group.state !== 'there'),
    }
  },
})
