import { z } from 'zod'
import { externalGroups } from '../../db/schema'
import { GroupId } from '../../model/groups/new-group'
import { numberText } from '../../model/number-text'
import { AppError } from '../../platform/errors'
import { command } from '../command'
import { ConnectionId } from '../connection-id'
import { askForChanges } from './ask-for-changes'
import { countUse } from './count-use'
import { isGroup, needLastingGroup } from './need-group'

/** Deletes a group with all of its members. The admin was shown how many items name it. */
export const deleteGroup = command({
  name: 'deleteGroup',
  permission: 'groups.edit',
  input: z.object({
    connectionId: ConnectionId,
    groupId: GroupId,
    /** How many items the admin was shown. */
    items: z.number().int().min(0).max(1_000_000_000),
  }),
  on: ({ connectionId }) => connectionId,
  changes: 'console',
  async run({ actor, db, queue, before, after }, { connectionId, groupId, items }) {
    const group = await needLastingGroup(db, connectionId, groupId)
    const used = (await countUse(db, connectionId, [groupId])).get(groupId) ?? 0
    if (used > items)
      throw new AppError(
        'conflict',
        `${numberText(used)} items name the group by now, not ${numberText(items)}. Look again, then delete it.`,
      )
    before({ displayName: group.displayName, items: used })
    after(null)
    await db
      .update(externalGroups)
      .set({ state: 'deleting', problem: null, tries: 0, nextAt: null })
      .where(isGroup(connectionId, groupId))
    await askForChanges({ db, queue }, { connectionId, groupIds: [groupId], askedBy: actor.username })
    return { groupId }
  },
})
