import { z } from 'zod'
import { findDirectoryGroups } from '../../graph/directory'
import { isRegistered } from '../../graph/profile-sources'
import { findUsers } from '../../graph/users'
import { contentKind } from '../../model/connection/connection'
import { unregisteredWarning } from '../../model/debts/debt'
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
    const people = contentKind(connection) === 'people'
    const { item, bytes, problems, account } = itemFromHand(hand, {
      schema,
      tenantId: settings.tenantId,
      people,
    })
    const [first] = problems
    if (first) throw new AppError('invalid', `${first.field}: ${first.message}`, { field: first.field })
    if (people) await needPerson(context, connectionId, account ?? '')
    else await needReaders(context, hand.acl)
    const known = await findKnownItem(db, connectionId, hand.itemId)
    before(known && { hash: known.hash, acl: known.row.acl, size: known.row.size })
    const asked = await askForChange(context, connectionId, { change: 'put', itemId: hand.itemId }, item)
    after({ ...asked, acl: item.acl, size: bytes })
    return asked
  },
})

/** Graph drops people data that comes before its source is registered, and keeps what is of nobody without showing it. */
async function needPerson({ configuration, ingestion }: Context, connectionId: string, account: string) {
  if ((await isRegistered(configuration, connectionId)) === false)
    throw new AppError('conflict', `${unregisteredWarning} Register it first.`)
  const [found] = (await findUsers(ingestion, [account])).values()
  if (!found) throw new AppError('invalid', `The tenant has no user ${account}.`, { field: 'item' })
}

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
