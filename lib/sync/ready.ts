import type { Graph } from '../graph/client'
import { getConnection } from '../graph/connections'
import { getSchema } from '../graph/schema'
import { may } from '../model/connection/states'
import { AppError } from '../platform/errors'

/** The connection with its registered schema, if it takes items now. */
export async function ready(graph: Graph, connectionId: string) {
  const [connection, schema] = await Promise.all([
    getConnection(graph, connectionId),
    getSchema(graph, connectionId),
  ])
  const permission = may('createItem', connection.state)
  if (!permission.allowed) throw new AppError('conflict', permission.reason)
  if (!schema) throw new AppError('conflict', 'The connection has no schema yet: register one first.')
  return { connection, schema }
}
