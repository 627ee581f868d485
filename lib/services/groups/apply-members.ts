import { z } from 'zod'
import { AppError } from '../../platform/errors'
import { putMembers, takeOutMembers } from '../../sync/groups/put-members'
import { command } from '../command'
import { askForChanges } from './ask-for-changes'
import { needLastingGroup } from './need-group'
import { MembersFile, planOf } from './plan-members'

/** Does what the plan of a file has shown. Refuses when the group has changed since. */
export const applyMembers = command({
  name: 'applyMembers',
  changes: 'asked',
  permission: 'groups.edit',
  input: MembersFile.extend({
    /** Whether members that the file does not name are taken out. */
    remove: z.boolean(),
    basis: z.string().min(1).max(100),
  }),
  on: ({ connectionId }) => connectionId,
  async run(context, { remove, basis, ...file }) {
    const { actor, queue, before, after } = context
    const { connectionId, groupId } = file
    const plan = await planOf(context, file)
    const [problem] = plan.problems
    if (problem) throw new AppError('invalid', problem, { field: 'text' })
    if (plan.basis !== basis)
      throw new AppError('conflict', 'The group has changed since the plan was made. Look at the plan again.')
    const removed = remove ? plan.notNamed : []
    before({ removed: removed.map(({ name }) => name) })
    after({ added: plan.added.map(({ name }) => name) })
    await queue.transaction(async (tx, add) => {
      await needLastingGroup(tx, connectionId, groupId)
      await putMembers(tx, { connectionId, groupId }, plan.added, actor.username)
      if (removed.length > 0)
        await takeOutMembers(
          tx,
          { connectionId, groupId },
          removed.map(({ memberId }) => memberId),
        )
      const asking = { connectionId, groupIds: [groupId], askedBy: actor.username }
      await askForChanges({ db: tx, queue: { add } }, asking)
    })
    return { added: plan.added.length, removed: removed.length }
  },
})
