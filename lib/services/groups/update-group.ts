import { z } from 'zod'
import { externalGroups } from '../../db/schema'
import { GroupId, GroupNames } from '../../model/groups/new-group'
import { command } from '../command'
import { ConnectionId } from '../connection-id'
import { askForChanges } from './ask-for-changes'
import { isGroup, needLastingGroup } from './need-group'

/** Gives a group another name or description. Its id stays: access lists name it. */
export const updateGroup = command({
  name: 'updateGroup',
  permission: 'groups.edit',
  input: z.object({ connectionId: ConnectionId, groupId: GroupId, names: GroupNames }),
  on: ({ connectionId }) => connectionId,
  changes: 'console',
  async run({ actor, db, queue, before, after }, { connectionId, groupId, names }) {
    const { displayName, description, state } = await needLastingGroup(db, connectionId, groupId)
    before({ displayName, description })
    after(names)
    const wanted = state === 'creating' ? state : 'changing'
    await db
      .update(externalGroups)
      .set({ ...names, state: wanted, problem: null, tries: 0, nextAt: null })
      .where(isGroup(connectionId, groupId))
    await askForChanges({ db, queue }, { connectionId, groupIds: [groupId], askedBy: actor.username })
    return { groupId }
  },
})
