import { GraphError } from '../kernel/errors'
import type { Ctx } from '../kernel/http'
import type { ConnectionState } from '../rules/enums'
import { type Action, mayIn } from '../rules/state-matrix'
import { type ConnectionRow, ownedConnection } from '../store/state'
import type { Tenant } from '../store/tenant'
import { rulesOf } from '../switches/switches'

const conflict = (code: string, message: string, status = 409) =>
  new GraphError(status, 'Conflict', message, { code, source: 'Connection', message }).because(message)

/** The connection of the route, unless it is being deleted: what may be written then is not documented. */
export function writableConnection(ctx: Ctx): ConnectionRow {
  const row = ownedConnection(ctx)
  if (row.goneAt !== null && rulesOf(ctx.tenant.settings).deletingConnection === 'refuse')
    throw conflict('ConnectionDeleting', `The connection '${row.id}' is being deleted.`)
  return row
}

const words: Record<Action, string> = {
  updateConnection: 'be updated',
  createSchema: 'get a schema',
  updateSchema: 'have its schema updated',
  createItem: 'take new items',
  updateItem: 'have its items updated',
  deleteItem: 'have its items deleted',
  writeGroup: 'have its groups changed',
}

/** Refuses what the state forbids. The matrix is published, the answer is not. */
export function demandState(
  { settings }: Tenant,
  row: ConnectionRow,
  state: ConnectionState,
  action: Action,
) {
  if (mayIn(state, action)) return
  throw conflict(
    'InvalidConnectionState',
    `The connection '${row.id}' is in state '${state}' and cannot ${words[action]}.`,
    rulesOf(settings).stateConflictStatus,
  )
}

export const schemaOperationRunning = () =>
  conflict('SchemaOperationRunning', 'A schema operation is already running.')
export const schemaOperationFailed = () =>
  conflict('SchemaOperationFailed', 'A schema operation failed, and the connection takes no other one.')
