import { putItem } from '@/lib/graph/items'
import type { Context } from '@/lib/services/context'
import { addActivity } from '@/lib/services/items/add-activity'
import { deleteItem } from '@/lib/services/items/delete-item'
import { writeItem } from '@/lib/services/items/write-item'
import { ticket } from '../support/graph'
import { perform } from '../support/services'

const connectionId = 'helpdesk'
const itemId = 'H1'

/** What an admin does to single items, each once. */
export const changesOfItems: Record<string, (context: Context) => Promise<unknown>> = {
  writeItem: (context) =>
    perform(writeItem, context, {
      connectionId,
      item: {
        itemId,
        values: { title: 'By hand' },
        acl: [{ type: 'everyone', value: '', accessType: 'grant' }],
        content: { type: 'text', body: '' },
      },
    }),
  addActivity: async (context) => {
    await putItem(context.ingestion, connectionId, itemId, ticket(itemId))
    const activity = { type: 'viewed', person: 'megan@contoso.com', at: new Date().toISOString() } as const
    return await perform(addActivity, context, { connectionId, itemId, activity })
  },
  deleteItem: (context) => perform(deleteItem, context, { connectionId, itemId, typed: itemId }),
}
