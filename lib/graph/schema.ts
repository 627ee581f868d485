import { AppError } from '../errors'
import { Operation } from '../model/operation'
import { ConnectorSchema } from '../model/schema'
import { type Graph, path } from './client'
import { connectionExists } from './connections'

/** The schema as Graph holds it; null for a connection that has none yet. */
export async function getSchema(graph: Graph, connectionId: string): Promise<ConnectorSchema | null> {
  try {
    const { body } = await graph.call('get', path`/external/connections/${connectionId}/schema`)
    return ConnectorSchema.parse(body)
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'not-found') throw error
    // Graph answers 404 for a missing schema and for a missing connection alike.
    if (await connectionExists(graph, connectionId)) return null
    throw error
  }
}

/** Starts provisioning, which takes minutes. Returns the id of the operation to watch. */
export async function updateSchema(graph: Graph, connectionId: string, schema: ConnectorSchema) {
  const { headers } = await graph.call('patch', path`/external/connections/${connectionId}/schema`, schema, {
    headers: { prefer: 'respond-async' },
  })
  const location = headers.get('location') ?? ''
  const operationId = /operations(?:\/|\(')([^/?')]+)/i.exec(location)?.[1]
  if (!operationId) throw new Error(`No operation in the answer for ${connectionId}`)
  return decodeURIComponent(operationId)
}

export interface AskedOperation extends Operation {
  /** Graph's id of the request that was answered with this. */
  requestId?: string
}

export async function getOperation(
  graph: Graph,
  connectionId: string,
  operationId: string,
): Promise<AskedOperation> {
  const { body, requestId } = await graph.call(
    'get',
    path`/external/connections/${connectionId}/operations/${operationId}`,
  )
  return { ...Operation.parse(body), requestId }
}
