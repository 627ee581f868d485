import { z } from 'zod'
import { getConnection } from '../../graph/connections'
import { may } from '../../model/connection/states'
import { ItemId } from '../../model/items/item-id'
import { AppError } from '../../platform/errors'
import { command } from '../command'
import { ConnectionId } from '../connection-id'
import { askForChange } from './ask-for-change'
import { findKnownItem } from './known-item'

/** Deletes one item from Graph. While the source holds it, the next full run sends it again. */
export const deleteItem = command({
  name: 'deleteItem',
  permission: 'items.write',
  input: z.object({ connectionId: ConnectionId, itemId: ItemId, typed: z.string().max(128) }),
  on: ({ connectionId }) => connectionId,
  target: ({ connectionId, itemId }) => `${connectionId}/${itemId}`,
  async run(context, { connectionId, itemId, typed }) {
    const { db, configuration, before, after } = context
    if (typed !== itemId) throw new AppError('invalid', `Type ${itemId} to confirm.`, { field: 'typed' })
    const connection = await getConnection(configuration, connectionId)
    const permission = may('deleteItem', connection.state)
    if (!permission.allowed) throw new AppError('conflict', permission.reason)
    const known = await findKnownItem(db, connectionId, itemId)
    before(known && { hash: known.hash, acl: known.row.acl, size: known.row.size })
    const asked = await askForChange(context, connectionId, { change: 'delete', itemId })
    after({ ...asked, acl: null })
    return asked
  },
})
