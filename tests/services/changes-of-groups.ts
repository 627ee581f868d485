import { eq } from 'drizzle-orm'
import { syncs } from '@/lib/db/schema'
import type { Context } from '@/lib/services/context'
import { ask } from '@/lib/services/execute'
import { addMembers } from '@/lib/services/groups/add-members'
import { applyMembers } from '@/lib/services/groups/apply-members'
import { createGroup } from '@/lib/services/groups/create-group'
import { deleteGroup } from '@/lib/services/groups/delete-group'
import { planMembers } from '@/lib/services/groups/plan-members'
import { removeMembers } from '@/lib/services/groups/remove-members'
import { retryGroup } from '@/lib/services/groups/retry-group'
import { saveGroupSource } from '@/lib/services/groups/save-group-source'
import { startGroupsRun } from '@/lib/services/groups/start-groups-run'
import { updateGroup } from '@/lib/services/groups/update-group'
import { uploadFile } from '@/lib/services/sync/upload-file'
import { perform } from '../support/services'
import { streamOf } from '../support/sync'

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
  saveGroupSource: async (context) => {
    const { connectionId } = at
    const { id: uploadId } = await perform(uploadFile, context, {
      connectionId,
      fileName: 'groups.csv',
      body: () => streamOf('group,member\nsupport,megan@contoso.com\n'),
      holds: 'groups',
    })
    await perform(saveGroupSource, context, { connectionId, source: { kind: 'file', config: { uploadId } } })
  },
  startGroupsRun: async (context) => {
    const { connectionId } = at
    const { syncId } = await perform(startGroupsRun, context, { connectionId })
    const over = { status: 'cancelled' as const, finishedAt: new Date() }
    await context.db.update(syncs).set(over).where(eq(syncs.id, syncId))
  },
  removeMembers: (context) => perform(removeMembers, context, { ...at, members: 'all' }),
  retryGroup: (context) => perform(retryGroup, context, at),
  deleteGroup: (context) => perform(deleteGroup, context, { ...at, items: 0 }),
}
