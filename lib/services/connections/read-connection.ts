import { z } from 'zod'
import { noFacts, toRow } from '../../model/connection/row'
import { listOperations } from '../../operations/operations'
import { query } from '../command'
import { ConnectionId } from '../connection-id'
import { connectionFacts } from './connection-facts'
import { listConnections, readOne } from './look-up'

/**
 * A connection with what the console knows of it. `connection` is null when Graph has none, and as
 * of `asOf` when Graph does not answer; `twin` is the id as
 * Graph spells it, where that differs in case from the one asked for.
 */
export const readConnection = query({
  name: 'readConnection',
  permission: 'connections.read',
  input: z.object({ connectionId: ConnectionId }),
  on: ({ connectionId }) => connectionId,
  async run({ db, configuration }, { connectionId }) {
    const [{ value: connection, asOf, problem }, all, operations] = await Promise.all([
      readOne({ db, configuration }, connectionId),
      connectionFacts(db, connectionId),
      listOperations(db, connectionId),
    ])
    const facts = all.get(connectionId) ?? noFacts
    const deletion = operations.find(({ kind }) => kind === 'delete') ?? null
    const known = connection ? connection.id === connectionId : deletion
    const twin = known ? null : await twinOf(connectionId, () => listConnections({ db, configuration }))
    const row = connection && toRow(connection, facts)
    return { connection, asOf, problem, facts, operations, deletion, twin, row }
  },
})

async function twinOf(asked: string, list: () => Promise<{ id: string }[]>) {
  const twin = (await list()).find(({ id }) => id.toLowerCase() === asked.toLowerCase())
  return twin && twin.id !== asked ? twin.id : null
}
