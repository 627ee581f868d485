import { z } from 'zod'
import { findDirectoryGroups } from '../../graph/directory'
import { findUsers } from '../../graph/users'
import { contentKind } from '../../model/connection/connection'
import { HandItem, itemFromHand, type Reader } from '../../model/items/hand-item'
import { AppError } from '../../platform/errors'
import { ready } from '../../sync/ready'
import { command } from '../command'
import { ConnectionId } from '../connection-id'
import type { Context } from '../context'
import { askForChange } from './ask-for-change'
import { findKnownItem } from './known-item'

/**
 * Creates an item, or replaces it as a whole, as somebody wrote it. The ledger marks it, so that a run does not delete it
 * because its source does not hold it.
 */
export const writeItem = command({
  name: 'writeItem',
  permission: 'items.write',
  input: z.object({ connectionId: ConnectionId, item: HandItem }),
  on: ({ connectionId }) => connectionId,
  target: ({ connectionId, item }) => `${connectionId}/${item.itemId}`,
  async run(context, { connectionId, item: hand }) {
    const { db, configuration, settings, before, after } = context
    const { connection, schema } = await ready(configuration, connectionId)
    if (contentKind(connection) === 'people')
      throw new AppError('invalid', 'Items of people connections come from a source, not from a form.')
    const { item, bytes, problems } = itemFromHand(hand, { schema, tenantId: settings.tenantId })
    const [first] = problems
    if (first) throw new AppError('invalid', `${first.field}: ${first.message}`, { field: first.field })
    await needReaders(context, hand.acl)
    const known = await findKnownItem(db, connectionId, hand.itemId)
    before(known && { hash: known.hash, acl: known.row.acl, size: known.row.size })
    const asked = await askForChange(context, connectionId, { change: 'put', itemId: hand.itemId }, item)
    after({ ...asked, acl: item.acl, size: bytes })
    return asked
  },
})

/** Graph accepts an entry that names nobody, and then nobody reads the item. */
async function needReaders({ ingestion }: Context, readers: readonly Reader[]) {
  const of = (wanted: Reader['type']) =>
    readers.filter(({ type }) => type === wanted).map(({ value }) => value.toLowerCase())
  const [users, groups] = await Promise.all([
    findUsers(ingestion, of('user')),
    findDirectoryGroups(ingestion, of('group')),
  ])
  const missing = [...users, ...groups].find(([, found]) => found === null)
  if (missing)
    throw new AppError('invalid', `The tenant has no user or group ${missing[0]}.`, { field: 'acl' })
}
