import { z } from 'zod'
import { mostMembers } from '../../model/groups/group'
import { GroupId } from '../../model/groups/new-group'
import { takeOutMembers } from '../../sync/groups/put-members'
import { command } from '../command'
import { ConnectionId } from '../connection-id'
import { askForChanges } from './ask-for-changes'
import { needLastingGroup } from './need-group'

/** Takes members out of a group, or all of them. */
export const removeMembers = command({
  name: 'removeMembers',
  permission: 'groups.edit',
  input: z.object({
    connectionId: ConnectionId,
    groupId: GroupId,
    members: z.union([z.literal('all'), z.array(z.string().min(1).max(128)).min(1).max(mostMembers)]),
  }),
  on: ({ connectionId }) => connectionId,
  changes: 'console',
  async run({ actor, db, queue, before, after }, { connectionId, groupId, members }) {
    await needLastingGroup(db, connectionId, groupId)
    const removed = await takeOutMembers(
      db,
      { connectionId, groupId },
      members === 'all' ? undefined : members,
    )
    before({ members: removed })
    after({ removed: removed.length })
    await askForChanges({ db, queue }, { connectionId, groupIds: [groupId], askedBy: actor.username })
    return { removed: removed.length }
  },
})
