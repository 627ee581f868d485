import type { ItemBody } from '../rules/item-rules'
import { type IgnoredValue, ignoredValues } from '../rules/people-values'
import type { Property } from '../rules/schema-rules'
import type { Tenant } from '../tenant'
import { findUser } from './user-store'

export type IgnoredRow = IgnoredValue & { connectionId: string; itemId: string }

/** Keeps what the profile service would silently drop from a people item, for the inspector. */
export function recordIgnored(
  tenant: Tenant,
  key: number,
  itemId: string,
  item: ItemBody,
  schema: Property[],
) {
  forgetIgnored(tenant, key, itemId)
  const find = (word: string) => findUser(tenant, word)
  for (const { property, value, reason } of ignoredValues(item, schema, find)) {
    tenant.store.run(
      'insert into ignoredValues (connectionKey, itemId, property, value, reason) values (?, ?, ?, ?, ?)',
      key,
      itemId,
      property,
      value,
      reason,
    )
  }
}

export function forgetIgnored({ store }: Tenant, key: number, itemId: string) {
  store.run('delete from ignoredValues where connectionKey = ? and itemId = ?', key, itemId)
}

/** The newest first. */
export const listIgnored = ({ store }: Tenant, limit = 1000) =>
  store.all<IgnoredRow>(
    `select c.id as connectionId, i.itemId, i.property, i.value, i.reason
     from ignoredValues i join connections c on c.key = i.connectionKey order by i.rowid desc limit ?`,
    limit,
  )
