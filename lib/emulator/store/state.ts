import { connectionNotFound, notOwner } from '../kernel/errors'
import type { Ctx } from '../kernel/http'
import { rulesOf } from '../switches/switches'
import type { Tenant } from './tenant'

export type ConnectionRow = {
  key: number
  id: string
  name: string
  ownerAppId: string
  /** JSON of externalConnection without `state` and counts. */
  body: string
  forcedState: string | null
  itemCount: number
  groupCount: number
  ingestedCount: number | null
  ingestedCountAt: number | null
  createdAt: number
  goneAt: number | null
}

export type OperationRow = {
  id: string
  connectionKey: number
  /** JSON of the schema that the operation registers. */
  schema: string
  startedAt: number
  endsAt: number
  /** JSON of publicError when the operation is to fail. */
  error: string | null
}

/** Removes connections whose deletion is complete. Their contents are purged later. */
function sweep({ store, now }: Tenant) {
  const time = now()
  if (!store.get('select 1 from connections where goneAt <= ? limit 1', time)) return
  store.transaction(() => {
    store.run('insert into purges (connectionKey) select key from connections where goneAt <= ?', time)
    store.run('delete from connections where goneAt <= ?', time)
  })
}

export function findConnection(tenant: Tenant, id: string) {
  const anyCase = rulesOf(tenant.settings).connectionIdCase === 'any'
  const sql = `select * from connections where id = ?${anyCase ? ' collate nocase' : ''}`
  const row = tenant.store.get<ConnectionRow>(sql, id)
  if (row?.goneAt != null && row.goneAt <= tenant.now()) {
    sweep(tenant)
    return undefined
  }
  return row
}

export function listConnections(tenant: Tenant) {
  sweep(tenant)
  return tenant.store.all<ConnectionRow>('select * from connections order by key')
}

/** The connection of the route's `:connectionId`, if the caller may access it. */
export function ownedConnection(ctx: Ctx): ConnectionRow {
  const row = findConnection(ctx.tenant, ctx.param('connectionId'))
  if (!row) throw connectionNotFound()
  if (ctx.ownedOnly && !owns(ctx.caller.appId, row)) {
    const refusal = ctx.tenant.settings.notOwnerStatus === 404 ? connectionNotFound() : notOwner()
    throw refusal.because(
      `App ${ctx.caller.appId} has only OwnedBy, did not create ${row.id} and is not in authorizedAppIds.`,
    )
  }
  return row
}

export function owns(appId: string, { ownerAppId, body }: ConnectionRow) {
  if (ownerAppId === appId) return true
  if (!body.includes('authorizedAppIds')) return false
  const authorized = (JSON.parse(body) as { configuration?: { authorizedAppIds?: string[] } }).configuration
  return authorized?.authorizedAppIds?.some((id) => id.toLowerCase() === appId.toLowerCase()) ?? false
}

export function operationStatus(tenant: Tenant, { endsAt, error }: OperationRow) {
  if (tenant.now() < endsAt) return 'inprogress'
  return error === null ? 'completed' : 'failed'
}

export const hasFailedOperation = ({ store, now }: Tenant, { key }: ConnectionRow) =>
  store.get(
    'select 1 from operations where connectionKey = ? and endsAt <= ? and error is not null limit 1',
    key,
    now(),
  ) !== undefined

/** The operation that runs now, if any. */
export function runningOperation(tenant: Tenant, { key }: ConnectionRow) {
  return tenant.store.get<OperationRow>(
    'select * from operations where connectionKey = ? and endsAt > ? order by endsAt desc limit 1',
    key,
    tenant.now(),
  )
}
