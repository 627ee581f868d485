import type { Context } from '@/lib/services/context'
import { ask } from '@/lib/services/execute'
import { addMembers } from '@/lib/services/groups/add-members'
import { applyMembers } from '@/lib/services/groups/apply-members'
import { createGroup } from '@/lib/services/groups/create-group'
import { deleteGroup } from '@/lib/services/groups/delete-group'
import { planMembers } from '@/lib/services/groups/plan-members'
import { removeMembers } from '@/lib/services/groups/remove-members'
import { retryGroup } from '@/lib/services/groups/retry-group'
import { updateGroup } from '@/lib/services/groups/update-group'
import { perform } from '../support/services'

const at = { connectionId: 'helpdesk', groupId: 'support' }
const names = { displayName: 'Support', description: 'Who answers.' }

/** What an admin does to external groups, each once. */
export const changesOfGroups: Record<string, (context: Context) => Promise<unknown>> = {
  createGroup: (context) =>
    perform(createGroup, context, {
      connectionId: at.connectionId,
      group: { groupId: at.groupId, ...names },
    }),
  updateGroup: (context) =>
    perform(updateGroup, context, { ...at, names: { ...names, displayName: 'Help' } }),
  addMembers: (context) =>
    perform(addMembers, context, { ...at, members: [{ type: 'user', name: 'megan@contoso.com' }] }),
  applyMembers: async (context) => {
    const file = { ...at, text: 'luisg@contoso.com\n' }
    const { basis } = await ask(planMembers, context, file)
    await perform(applyMembers, context, { ...file, remove: false, basis })
  },
  removeMembers: (context) => perform(removeMembers, context, { ...at, members: 'all' }),
  retryGroup: (context) => perform(retryGroup, context, at),
  deleteGroup: (context) => perform(deleteGroup, context, { ...at, items: 0 }),
}
