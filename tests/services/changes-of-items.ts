import type { Context } from '@/lib/services/context'
import { deleteItem } from '@/lib/services/items/delete-item'
import { writeItem } from '@/lib/services/items/write-item'
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
  deleteItem: (context) => perform(deleteItem, context, { connectionId, itemId, typed: itemId }),
}
