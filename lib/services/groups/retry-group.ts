import { and, eq, ne } from 'drizzle-orm'
import { z } from 'zod'
import { externalGroups, groupMembers } from '../../db/schema'
import { GroupId } from '../../model/groups/new-group'
import { command } from '../command'
import { ConnectionId } from '../connection-id'
import { askForChanges } from './ask-for-changes'
import { isGroup, needGroup } from './need-group'

const afresh = { problem: null, tries: 0, nextAt: null }

/** Tries the changes of a group again that Graph has not taken. */
export const retryGroup = command({
  name: 'retryGroup',
  permission: 'groups.edit',
  input: z.object({ connectionId: ConnectionId, groupId: GroupId }),
  on: ({ connectionId }) => connectionId,
  changes: 'console',
  async run({ actor, db, queue, before, after }, { connectionId, groupId }) {
    const { state, problem } = await needGroup(db, connectionId, groupId)
    before({ state, problem })
    await db.update(externalGroups).set(afresh).where(isGroup(connectionId, groupId))
    const owed = await db
      .update(groupMembers)
      .set(afresh)
      .where(
        and(
          eq(groupMembers.connectionId, connectionId),
          eq(groupMembers.groupId, groupId),
          ne(groupMembers.state, 'there'),
        ),
      )
      .returning({ memberId: groupMembers.memberId })
    after({ members: owed.length })
    await askForChanges({ db, queue }, { connectionId, groupIds: [groupId], askedBy: actor.username })
    return { groupId }
  },
})
