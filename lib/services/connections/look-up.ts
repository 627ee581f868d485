import { missedConnection, seenConnection, seenConnections } from '../../db/connections'
import type { Db } from '../../db/open'
import type { Graph } from '../../graph/client'
import * as graphConnections from '../../graph/connections'
import { contentKind, type ExternalConnection } from '../../model/connection/connection'

interface Deps {
  db: Db
  configuration: Graph
}

const seen = (connection: ExternalConnection) => ({ id: connection.id, kind: contentKind(connection) })

/** Graph's connections; the console notes which are new, and which are gone. */
export async function listConnections({ db, configuration }: Deps) {
  const connections = await graphConnections.listConnections(configuration)
  await seenConnections(db, connections.map(seen))
  return connections
}

/** The connection, or null when Graph has none (any more); either is noted. */
export async function findConnection({ db, configuration }: Deps, connectionId: string) {
  const connection = await graphConnections.findConnection(configuration, connectionId)
  if (connection) await seenConnection(db, seen(connection))
  else await missedConnection(db, connectionId)
  return connection
}
