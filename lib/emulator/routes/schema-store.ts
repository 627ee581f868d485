import type { ConnectionState } from '../rules/enums'
import type { Property, Schema } from '../rules/schema-rules'
import type { ConnectionRow } from '../store/state'
import type { Store } from '../store/store'
import type { Tenant } from '../store/tenant'
import { rulesOf } from '../switches/switches'

export type KnownSchema = Schema & { byName: ReadonlyMap<string, Property> }

// What an operation registers never changes, so that it is parsed once and not for every item.
const parsed = new WeakMap<Store, Map<string, KnownSchema>>()

function parse(store: Store, operationId: string): KnownSchema | undefined {
  const cache = parsed.get(store) ?? new Map<string, KnownSchema>()
  parsed.set(store, cache)
  const hit = cache.get(operationId)
  if (hit) return hit
  const row = store.get<{ schema: string }>('select schema from operations where id = ?', operationId)
  if (!row) return undefined
  const schema = JSON.parse(row.schema) as Schema
  const byName = new Map(schema.properties.map((property) => [property.name.toLowerCase(), property]))
  const known = { ...schema, byName }
  if (cache.size > 1000) cache.clear()
  cache.set(operationId, known)
  return known
}

/** The schema that items have to follow: the last one whose operation is completed. */
export function schemaInForce({ store, now }: Tenant, { key }: ConnectionRow): KnownSchema | undefined {
  const last = store.get<{ id: string }>(
    'select id from operations where connectionKey = ? and endsAt <= ? and error is null order by endsAt desc, rowid desc limit 1',
    key,
    now(),
  )
  return last && parse(store, last.id)
}

/**
 * The schema that GET returns: also one that was accepted and is not registered yet
 * (docs/graph-contract.md#draft-schema).
 */
export function acceptedSchema(
  { store, settings, now }: Tenant,
  { key }: ConnectionRow,
): KnownSchema | undefined {
  const last = store.get<{ id: string }>(
    'select id from operations where connectionKey = ? and (endsAt > ? or error is null or ?) order by endsAt desc, rowid desc limit 1',
    key,
    now(),
    rulesOf(settings).failedSchema === 'shown' ? 1 : 0,
  )
  return last && parse(store, last.id)
}

export function stateOf(
  tenant: Tenant,
  row: ConnectionRow,
  schema = schemaInForce(tenant, row),
): ConnectionState {
  if (row.forcedState) return row.forcedState as ConnectionState
  if (!schema) return 'draft'
  return row.itemCount >= tenant.settings.itemsPerConnection ? 'limitExceeded' : 'ready'
}
