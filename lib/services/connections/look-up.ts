import {
  lastAnswers,
  lastSchema,
  missedConnection,
  seenConnection,
  seenConnections,
} from '../../db/connections'
import type { Db } from '../../db/open'
import { seenSchema } from '../../db/seen-schema'
import type { Graph } from '../../graph/client'
import * as graphConnections from '../../graph/connections'
import * as graphSchema from '../../graph/schema'
import { contentKind, type ExternalConnection } from '../../model/connection/connection'
import type { ConnectorSchema } from '../../model/schema/schema'
import { orLastKnown, type Reading } from '../last-known'

interface Deps {
  db: Db
  configuration: Graph
}

const seen = (answer: ExternalConnection) => ({ id: answer.id, kind: contentKind(answer), answer })

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

/** Graph's connections, or those that it listed last while it does not answer. */
export const readConnections = (deps: Deps): Promise<Reading<ExternalConnection[]>> =>
  orLastKnown(
    () => listConnections(deps),
    async () => {
      const known = await lastAnswers(deps.db)
      const oldest = Math.min(...known.map(({ at }) => at.getTime()))
      return known.length > 0 ? { value: known.map(({ answer }) => answer), at: new Date(oldest) } : null
    },
  )

/** The connection as Graph has it, or as it was last. */
export const readOne = (deps: Deps, connectionId: string): Promise<Reading<ExternalConnection | null>> =>
  orLastKnown(
    () => findConnection(deps, connectionId),
    async () => {
      const [known] = await lastAnswers(deps.db, connectionId)
      return known ? { value: known.answer, at: known.at } : null
    },
  )

/** The schema as Graph has it, or as it was last; null: none. */
export const readSchemaOf = (deps: Deps, connectionId: string): Promise<Reading<ConnectorSchema | null>> =>
  orLastKnown(
    async () => {
      const schema = await graphSchema.getSchema(deps.configuration, connectionId)
      await seenSchema(deps.db, connectionId, schema)
      return schema
    },
    () => lastSchema(deps.db, connectionId),
  )
