import { Operation } from '../model/operation'
import { ConnectorSchema } from '../model/schema/schema'
import { AppError } from '../platform/errors'
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

/** Graph may have accepted the schema, but its answer with the operation's id was lost. */
export class SchemaAnswerLost extends AppError {}

/** Starts provisioning, which takes minutes. Returns the id of the operation to watch. */
export async function updateSchema(graph: Graph, connectionId: string, schema: ConnectorSchema) {
  const { headers } = await patchSchema(graph, connectionId, schema)
  const location = headers.get('location') ?? ''
  const operationId = /operations(?:\/|\(')([^/?')]+)/i.exec(location)?.[1]
  if (!operationId) throw new Error(`No operation in the answer for ${connectionId}`)
  return decodeURIComponent(operationId)
}

async function patchSchema(graph: Graph, connectionId: string, schema: ConnectorSchema) {
  let repeated = false
  try {
    return await graph.call('patch', path`/external/connections/${connectionId}/schema`, schema, {
      headers: { prefer: 'respond-async' },
      onThrottle: ({ status }) => {
        repeated ||= status !== 429
      },
    })
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    // When the answer to a try was lost, the next try finds the operation that the first one started.
    const unclear = error.code === 'unavailable' || (repeated && error.code === 'conflict')
    throw unclear ? new SchemaAnswerLost(error.code, error.message, error) : error
  }
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
