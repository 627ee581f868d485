import {
  type ConnectionUpdate,
  contentKind,
  ExternalConnection,
  type NewConnection,
} from '../model/connection/connection'
import { AppError } from '../platform/errors'
import { type CallOptions, type Graph, path } from './client'
import { listAll } from './collection'

export const listConnections = (graph: Graph): Promise<ExternalConnection[]> =>
  listAll(graph, '/external/connections', ExternalConnection)

export async function getConnection(
  graph: Graph,
  connectionId: string,
  options?: CallOptions,
): Promise<ExternalConnection> {
  const { body } = await graph.call('get', path`/external/connections/${connectionId}`, undefined, options)
  return ExternalConnection.parse(body)
}

/** The connection, or null when there is none (any more). */
export function findConnection(graph: Graph, connectionId: string) {
  return getConnection(graph, connectionId).catch((error: unknown) => {
    if (error instanceof AppError && error.code === 'not-found') return null
    throw error
  })
}

export const connectionExists = async (graph: Graph, connectionId: string) =>
  (await findConnection(graph, connectionId)) !== null

export async function updateConnection(graph: Graph, connectionId: string, update: ConnectionUpdate) {
  const { name, description } = update
  try {
    await graph.call('patch', path`/external/connections/${connectionId}`, { name, description })
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'conflict') throw error
    if (!(await nameTaken(graph, name, connectionId))) throw error
    throw nameConflict(name, error)
  }
}

/**
 * Graph accepts the deletion and finishes later, when `findConnection` returns null. A missing connection is
 * no error.
 */
export async function deleteConnection(graph: Graph, connectionId: string) {
  try {
    await graph.call('delete', path`/external/connections/${connectionId}`)
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'not-found') throw error
  }
}

/**
 * Profile sources can only be made of people connections that have a schema
 * (docs/graph-contract.md#people-setup-order).
 */
export async function needReadyPeopleConnection(graph: Graph, connectionId: string) {
  const connection = await getConnection(graph, connectionId)
  if (contentKind(connection) !== 'people') {
    throw new AppError('invalid', `${connection.name} is not a people connection.`, { field: 'sourceId' })
  }
  if (connection.state !== 'ready') {
    throw new AppError('conflict', `${connection.name} is not ready yet: register its schema first.`, {
      field: 'sourceId',
    })
  }
  return connection
}

export interface CreateOptions {
  /**
   * Every app that may manage the connection and index its items, including the creating one. Graph replaces
   * the whole list.
   */
  authorizedAppIds?: string[]
}

const createTries = 3

/**
 * Creates a connection. When Graph fails without saying whether it was created, the console looks for it before
 * it sends the request again: after a 503 it may exist (docs/graph-contract.md#retry-create,
 * https://learn.microsoft.com/graph/known-issues).
 */
export async function createConnection(graph: Graph, connection: NewConnection, options: CreateOptions = {}) {
  const { id, name, description, contentCategory } = connection
  const apps = [...new Set(options.authorizedAppIds)]
  const configuration = apps.length > 1 ? { configuration: { authorizedAppIds: apps } } : {}
  const wanted = { id, name, description, contentCategory, ...configuration }
  let unclear: AppError | undefined
  for (let tried = 1; ; tried++) {
    try {
      const { body } = await graph.call('post', '/external/connections', wanted, { retry: false })
      return ExternalConnection.parse(body)
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      if (error.code !== 'conflict' && error.code !== 'unavailable') throw error
      const found = await findConnection(graph, id).catch(unreachableToUs)
      if (unclear || error.code === 'unavailable') {
        if (found && found !== 'hidden' && isSame(found, connection)) return found
        unclear = error
      }
      if (found) throw idConflict(id, error)
      if (error.code === 'conflict') throw await whichConflict(graph, connection, error)
      if (tried === createTries) throw error
    }
  }
}

/** Under OwnedBy, Graph refuses access to a connection of another app. Its id is taken nevertheless. */
function unreachableToUs(error: unknown): 'hidden' {
  if (error instanceof AppError && error.code === 'forbidden') return 'hidden'
  throw error
}

const isSame = (found: ExternalConnection, { name, description, contentCategory }: NewConnection) =>
  found.state === 'draft' &&
  found.name === name &&
  found.description === description &&
  (found.contentCategory ?? 'uncategorized') === contentCategory

async function whichConflict(graph: Graph, { id, name }: NewConnection, error: AppError) {
  if (await nameTaken(graph, name, id)) return nameConflict(name, error)
  const message = `The id "${id}" or the name "${name}" is taken: by a connection of another app that the console may not see, or by one that is still being deleted. Choose others, or try again later.`
  return new AppError('conflict', message, { ...facts(error), field: 'id' })
}

async function nameTaken(graph: Graph, name: string, ownId: string) {
  const connections = await listConnections(graph)
  const same = (one: string, other: string) => one.toLowerCase() === other.toLowerCase()
  return connections.some((connection) => same(connection.name, name) && !same(connection.id, ownId))
}

const nameConflict = (name: string, error: AppError) =>
  new AppError('conflict', `A connection with the name "${name}" exists already. Choose another name.`, {
    ...facts(error),
    field: 'name',
  })

const idConflict = (id: string, error: AppError) =>
  new AppError('conflict', `A connection with the id "${id}" exists already. Choose another id.`, {
    ...facts(error),
    field: 'id',
  })

const facts = ({ graphRequestId, graphCode, status }: AppError) => ({ graphRequestId, graphCode, status })
