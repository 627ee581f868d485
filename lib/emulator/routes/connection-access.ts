import { GraphError } from '../errors'
import type { Ctx } from '../http'
import type { ConnectionState } from '../rules/enums'
import { type Action, mayIn } from '../rules/state-matrix'
import { type ConnectionRow, ownedConnection } from '../state'

const conflict = (code: string, message: string) =>
  new GraphError(409, 'Conflict', message, { code, source: 'Connection', message }).because(message)

/** The connection of the route, unless it is on its way out: what may be written then is not documented. */
export function writableConnection(ctx: Ctx): ConnectionRow {
  const row = ownedConnection(ctx)
  if (row.goneAt !== null)
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

/** Refuses what the state forbids. The matrix is published, the answer is not: 409 is assumed. */
export function demandState(row: ConnectionRow, state: ConnectionState, action: Action) {
  if (mayIn(state, action)) return
  throw conflict(
    'InvalidConnectionState',
    `The connection '${row.id}' is in state '${state}' and cannot ${words[action]}.`,
  )
}

export const schemaOperationRunning = () =>
  conflict('SchemaOperationRunning', 'A schema operation is already running.')
