import { z } from 'zod'
import { externalGroups } from '../../db/schema'
import { NewGroup } from '../../model/groups/new-group'
import { AppError } from '../../platform/errors'
import { command } from '../command'
import { ConnectionId } from '../connection-id'
import { askForChanges } from './ask-for-changes'

/** Creates an external group. One that Graph has already is taken over, without the members that it may have. */
export const createGroup = command({
  name: 'createGroup',
  permission: 'groups.edit',
  input: z.object({ connectionId: ConnectionId, group: NewGroup }),
  on: ({ connectionId }) => connectionId,
  changes: 'console',
  async run({ actor, db, queue, before, after }, { connectionId, group }) {
    const { groupId } = group
    before(null)
    after(group)
    const made = { ...group, connectionId, state: 'creating' as const, createdBy: actor.username }
    const [created] = await db.insert(externalGroups).values(made).onConflictDoNothing().returning()
    if (!created)
      throw new AppError('conflict', `There is a group with the id ${groupId}. Choose another id.`, {
        field: 'groupId',
      })
    await askForChanges({ db, queue }, { connectionId, groupIds: [groupId], askedBy: actor.username })
    return { groupId }
  },
})
