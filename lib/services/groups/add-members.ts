import { z } from 'zod'
import { memberTypes } from '../../model/groups/group'
import { checkedMember } from '../../model/groups/members-text'
import { GroupId } from '../../model/groups/new-group'
import { AppError } from '../../platform/errors'
import { putMembers } from '../../sync/groups/put-members'
import { command } from '../command'
import { ConnectionId } from '../connection-id'
import { askForChanges } from './ask-for-changes'
import { needLastingGroup } from './need-group'
import { resolveMembers } from './resolve-members'

const Member = z.object({ type: z.enum(memberTypes), name: z.string().trim().min(1).max(320) })

/** Puts people, groups of Entra or external groups into a group. All of them are found, or nobody is added. */
export const addMembers = command({
  name: 'addMembers',
  changes: 'asked',
  permission: 'groups.edit',
  input: z.object({
    connectionId: ConnectionId,
    groupId: GroupId,
    members: z.array(Member).min(1).max(100),
  }),
  on: ({ connectionId }) => connectionId,
  async run(context, { connectionId, groupId, members }) {
    const { actor, queue, before, after } = context
    for (const member of members) {
      const checked = checkedMember(member)
      if ('problem' in checked) throw new AppError('invalid', checked.problem, { field: 'name' })
      if (member.type === 'externalGroup' && member.name === groupId)
        throw new AppError('invalid', 'A group cannot be in itself.', { field: 'name' })
    }
    const { found, unknown } = await resolveMembers(context, members)
    const [missing] = unknown
    if (missing)
      throw new AppError('invalid', `The tenant has no ${missing.type} ${missing.name}.`, { field: 'name' })
    before(null)
    after({ members: found.map(({ name }) => name) })
    await queue.transaction(async (tx, add) => {
      await needLastingGroup(tx, connectionId, groupId)
      await putMembers(tx, { connectionId, groupId }, found, actor.username)
      const asking = { connectionId, groupIds: [groupId], askedBy: actor.username }
      await askForChanges({ db: tx, queue: { add } }, asking)
    })
    return { added: found.length }
  },
})
