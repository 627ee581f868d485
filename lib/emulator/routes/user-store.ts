import { parseJson } from '../kernel/exact-json'
import type { Tenant } from '../store/tenant'

export type UserBody = {
  id: string
  userPrincipalName: string
  mail: string | null
  [member: string]: unknown
}

/** A user of the directory by object id or user principal name. */
export function findUser({ store, id: tenantId }: Tenant, key: string): UserBody | undefined {
  const row = store.get<{ body: string }>(
    'select body from users where (id = lower(?1) or userPrincipalName = ?1) and tenantId = ?2',
    key,
    tenantId,
  )
  return row && (parseJson(row.body) as UserBody)
}

export const listUsers = ({ store, id: tenantId }: Tenant) =>
  store
    .all<{ body: string }>('select body from users where tenantId = ? order by userPrincipalName', tenantId)
    .map(({ body }) => parseJson(body) as UserBody)
