import {
  malformed,
  methodNotAllowed,
  operationNotFound,
  schemaDelete,
  schemaNotFound,
} from '../kernel/errors'
import type { Answer, Ctx, Routes } from '../kernel/http'
import { schemaAnswer } from '../rules/schema-answer'
import { baseType, checkSchema, type Property, readSchema, withDefaults } from '../rules/schema-rules'
import { mergeProperties } from '../rules/schema-update'
import {
  type ConnectionRow,
  hasFailedOperation,
  type OperationRow,
  operationStatus,
  ownedConnection,
  runningOperation,
} from '../store/state'
import type { Tenant } from '../store/tenant'
import { rulesOf } from '../switches/switches'
import { checked } from './checked'
import {
  demandState,
  schemaOperationFailed,
  schemaOperationRunning,
  writableConnection,
} from './connection-access'
import { bodyOf } from './connection-body'
import { contextOf } from './odata'
import { acceptedSchema, schemaInForce, stateOf } from './schema-store'

const path = '/external/connections/:connectionId'

export type OperationError = { code?: string; message: string }

/** Lets the next schema operation of the tenant end as failed, with this error. */
export function failNextSchema({ store }: Tenant, error: OperationError) {
  store.run(
    'insert or replace into meta (name, value) values (?, ?)',
    'failNextSchema',
    JSON.stringify(error),
  )
}

function takeFailure({ store }: Tenant): string | null {
  const failure = store.get<{ value: string }>('select value from meta where name = ?', 'failNextSchema')
  if (failure) store.run('delete from meta where name = ?', 'failNextSchema')
  return failure?.value ?? null
}

export const schemaRoutes: Routes = {
  [`GET ${path}/schema`]: (ctx) => {
    const row = ownedConnection(ctx)
    const schema = acceptedSchema(ctx.tenant, row)
    if (!schema) throw schemaNotFound()
    const showUnknown = /include-unknown-enum-members/i.test(String(ctx.headers.prefer ?? ''))
    return {
      status: 200,
      ...(showUnknown ? { headers: { 'preference-applied': 'include-unknown-enum-members' } } : {}),
      body: {
        '@odata.context': contextOf(ctx, `connections('${row.id}')/schema/$entity`),
        id: row.id,
        ...schemaAnswer(schema, ctx.version, showUnknown),
      },
    }
  },

  [`PATCH ${path}/schema`]: (ctx) => {
    const row = writableConnection(ctx)
    refuseSecond(ctx, row)
    const registered = schemaInForce(ctx.tenant, row)
    const state = stateOf(ctx.tenant, row, registered)
    demandState(ctx.tenant, row, state, registered ? 'updateSchema' : 'createSchema')
    return accept(ctx, row, readProperties(ctx, row, registered?.properties))
  },

  // The older verb registers only: Graph calls a second one malformed (docs/graph-contract.md#post-schema).
  [`POST ${path}/schema`]: (ctx) => {
    if (rulesOf(ctx.tenant.settings).schemaPost === 'refuse') throw methodNotAllowed()
    const row = writableConnection(ctx)
    refuseSecond(ctx, row)
    const registered = schemaInForce(ctx.tenant, row)
    if (registered) throw malformed().because('The connection has a schema already.')
    demandState(ctx.tenant, row, stateOf(ctx.tenant, row, registered), 'createSchema')
    return accept(ctx, row, readProperties(ctx, row))
  },

  [`DELETE ${path}/schema`]: () => {
    throw schemaDelete()
  },

  [`GET ${path}/operations/:operationId`]: (ctx) => {
    const { tenant } = ctx
    const { key, id } = ownedConnection(ctx)
    const operation = tenant.store.get<OperationRow>(
      'select * from operations where id = ? and connectionKey = ?',
      ctx.param('operationId').toLowerCase(),
      key,
    )
    if (!operation) throw operationNotFound()
    const context = contextOf(ctx, `connections('${id}')/operations/$entity`)
    return { status: 200, body: { '@odata.context': context, ...operationAnswer(tenant, operation) } }
  },
}

export function operationAnswer(tenant: Tenant, operation: OperationRow) {
  const status = operationStatus(tenant, operation)
  const failure = JSON.parse(operation.error ?? 'null') as OperationError | null
  const error = failure && { code: null, target: null, details: [], innerError: null, ...failure }
  return { id: operation.id, status, error: status === 'failed' ? error : null }
}

function refuseSecond({ tenant }: Ctx, row: ConnectionRow) {
  const { secondSchemaOperation, failedSchema } = rulesOf(tenant.settings)
  if (secondSchemaOperation === 'refuse' && runningOperation(tenant, row)) throw schemaOperationRunning()
  if (failedSchema === 'final' && hasFailedOperation(tenant, row)) throw schemaOperationFailed()
}

function readProperties(
  { body, version, tenant }: Ctx,
  row: ConnectionRow,
  registered?: Property[],
): Property[] {
  return checked('Schema', () => {
    const rules = rulesOf(tenant.settings)
    const sent = readSchema(body, version, rules)
    const complete = rules.omittedProperties === 'refuse'
    const properties = registered ? mergeProperties(registered, sent, complete) : sent.map(withDefaults)
    checkSchema(properties, bodyOf(row).contentCategory, rules)
    return properties
  })
}

function accept({ tenant, baseUrl, version }: Ctx, row: ConnectionRow, properties: Property[]): Answer {
  const { store, settings } = tenant
  const id = crypto.randomUUID()
  const startedAt = tenant.now()
  store.transaction(() => {
    store.run(
      'insert into operations (id, connectionKey, schema, startedAt, endsAt, error) values (?, ?, ?, ?, ?, ?)',
      id,
      row.key,
      JSON.stringify({ baseType, properties }),
      startedAt,
      startedAt + settings.provisioningMs,
      takeFailure(tenant),
    )
  })
  const location = `${baseUrl}/${version}/external/connections/${row.id}/operations/${id}`
  return { status: 202, headers: { location } }
}
