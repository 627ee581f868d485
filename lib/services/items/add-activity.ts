import { z } from 'zod'
import { addActivity as addAtGraph } from '../../graph/activities'
import { getConnection } from '../../graph/connections'
import { findPerson } from '../../graph/users'
import { may } from '../../model/connection/states'
import { HandActivity, whyNoActivityAt } from '../../model/items/activity'
import { ItemId } from '../../model/items/item-id'
import { AppError } from '../../platform/errors'
import { command } from '../command'
import { ConnectionId } from '../connection-id'

/** Tells Graph what somebody did with an item. Graph neither lists nor deletes activities, and counts the same twice. */
export const addActivity = command({
  name: 'addActivity',
  permission: 'items.write',
  input: z.object({ connectionId: ConnectionId, itemId: ItemId, activity: HandActivity }),
  on: ({ connectionId }) => connectionId,
  target: ({ connectionId, itemId }) => `${connectionId}/${itemId}`,
  async run(context, { connectionId, itemId, activity: { type, person, at } }) {
    const { configuration, ingestion, clock, before, after } = context
    const wrong = whyNoActivityAt(at, clock())
    if (wrong) throw new AppError('invalid', wrong, { field: 'at' })
    const permission = may('updateItem', (await getConnection(configuration, connectionId)).state)
    if (!permission.allowed) throw new AppError('conflict', permission.reason)
    const user = ['.', '..'].includes(person) ? null : await findPerson(ingestion, person)
    if (!user) throw new AppError('not-found', `The tenant has nobody called ${person}.`, { field: 'person' })
    before(null)
    await addAtGraph(ingestion, connectionId, itemId, { type, startDateTime: at, userId: user.id })
    after({ type, at, person: user.id })
    return { person: user.displayName ?? user.userPrincipalName }
  },
})
