import type { PersonProperties } from '../people/person-properties'
import { type IgnoredValue, readPerson } from '../people/read-person'
import type { ItemBody } from '../rules/item-rules'
import type { Tenant } from '../store/tenant'
import { findUser } from './user-store'

export type IgnoredRow = IgnoredValue & { connectionId: string; itemId: string }

/** Keeps whose profile an item adds to, and what the profile service would silently drop of it. */
export function recordPerson(
  tenant: Tenant,
  key: number,
  itemId: string,
  item: ItemBody,
  properties: PersonProperties,
) {
  forgetPerson(tenant, key, itemId)
  const { userId, ignored } = readPerson(item, properties, (word) => findUser(tenant, word))
  for (const { property, value, reason } of ignored) {
    tenant.store.run(
      'insert into ignoredValues (connectionKey, itemId, property, value, reason) values (?, ?, ?, ?, ?)',
      key,
      itemId,
      property,
      value,
      reason,
    )
  }
  if (userId !== undefined) {
    tenant.store.run(
      'insert into profileItems (connectionKey, itemId, userId) values (?, ?, ?)',
      key,
      itemId,
      userId,
    )
  }
}

export function forgetPerson({ store }: Tenant, key: number, itemId: string) {
  store.run('delete from ignoredValues where connectionKey = ? and itemId = ?', key, itemId)
  store.run('delete from profileItems where connectionKey = ? and itemId = ?', key, itemId)
}

/** The newest first. */
export const listIgnored = ({ store }: Tenant, limit = 1000) =>
  store.all<IgnoredRow>(
    `select c.id as connectionId, i.itemId, i.property, i.value, i.reason
     from ignoredValues i join connections c on c.key = i.connectionKey order by i.rowid desc limit ?`,
    limit,
  )
