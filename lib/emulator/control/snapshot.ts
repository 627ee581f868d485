import { parseJson } from '../kernel/exact-json'
import { connectionAnswer } from '../routes/connection-body'
import { listIgnored } from '../routes/ignored-values'
import { listProfileSettings } from '../routes/profile-settings'
import { listProfileSources } from '../routes/profile-sources'
import { acceptedSchema, schemaInForce, stateOf } from '../routes/schema-store'
import {
  type ConnectionRow,
  findConnection,
  listConnections,
  type OperationRow,
  operationStatus,
} from '../store/state'
import type { Tenant } from '../store/tenant'

/** All that the tenant holds, except items, of which there may be a million. */
export function stateOfTenant(tenant: Tenant) {
  return {
    tenantId: tenant.id,
    now: new Date(tenant.now()).toISOString(),
    connections: listConnections(tenant).map((row) => connectionState(tenant, row)),
    profileSources: listProfileSources(tenant),
    profilePropertySettings: listProfileSettings(tenant),
    ignoredValues: listIgnored(tenant),
    settings: tenant.settings,
  }
}

export function connectionState(tenant: Tenant, row: ConnectionRow) {
  const operations = tenant.store.all<OperationRow>(
    'select * from operations where connectionKey = ? order by startedAt, rowid',
    row.key,
  )
  return {
    ...connectionAnswer(row, stateOf(tenant, row), 'beta'),
    ownerAppId: row.ownerAppId,
    itemCount: row.itemCount,
    createdAt: new Date(row.createdAt).toISOString(),
    deletedAt: row.goneAt === null ? null : new Date(row.goneAt).toISOString(),
    schema: schemaOf(schemaInForce(tenant, row)),
    acceptedSchema: schemaOf(acceptedSchema(tenant, row)),
    operations: operations.map((operation) => ({
      id: operation.id,
      status: operationStatus(tenant, operation),
      startedAt: new Date(operation.startedAt).toISOString(),
      error: JSON.parse(operation.error ?? 'null') as unknown,
    })),
  }
}

function schemaOf(schema: ReturnType<typeof schemaInForce>) {
  if (!schema) return null
  const { byName: _, ...rest } = schema
  return rest
}

/** Items as stored, in the order of their ids. */
export function itemsOf(tenant: Tenant, connectionId: string, top: number, skip: number) {
  const row = findConnection(tenant, connectionId)
  if (!row) return []
  const items = tenant.store.all<{ id: string; body: string }>(
    'select id, body from items where connectionKey = ? order by id limit ? offset ?',
    row.key,
    top,
    skip,
  )
  return items.map(({ id, body }) => ({ id, ...(parseJson(body) as object) }))
}

/** External groups with all of their members, in the order of their ids: Graph lists neither. */
export function groupsOf(tenant: Tenant, connectionId: string, top: number, skip: number) {
  const row = findConnection(tenant, connectionId)
  if (!row) return []
  const groups = tenant.store.all<{ id: string; body: string }>(
    'select id, body from externalGroups where connectionKey = ? order by id limit ? offset ?',
    row.key,
    top,
    skip,
  )
  return groups.map(({ id, body }) => ({
    ...(parseJson(body) as object),
    id,
    members: tenant.store.all<{ id: string; type: string }>(
      'select id, type from groupMembers where connectionKey = ? and groupId = ? order by id',
      row.key,
      id,
    ),
  }))
}
