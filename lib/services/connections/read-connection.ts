import { z } from 'zod'
import { noFacts, toRow } from '../../model/connection/row'
import { listOperations } from '../../operations/operations'
import { query } from '../command'
import { ConnectionId } from '../connection-id'
import { connectionFacts } from './connection-facts'
import { findConnection, listConnections } from './look-up'

/**
 * A connection with what the console knows of it. `connection` is null when Graph has none; `twin` is the id as
 * Graph spells it, where that differs in case from the one asked for.
 */
export const readConnection = query({
  name: 'readConnection',
  permission: 'connections.read',
  input: z.object({ connectionId: ConnectionId }),
  on: ({ connectionId }) => connectionId,
  async run({ db, configuration }, { connectionId }) {
    const [connection, all, operations] = await Promise.all([
      findConnection({ db, configuration }, connectionId),
      connectionFacts(db, connectionId),
      listOperations(db, connectionId),
    ])
    const facts = all.get(connectionId) ?? noFacts
    const deletion = operations.find(({ kind }) => kind === 'delete') ?? null
    const known = connection ? connection.id === connectionId : deletion
    const twin = known ? null : await twinOf(connectionId, () => listConnections({ db, configuration }))
    return { connection, facts, operations, deletion, twin, row: connection && toRow(connection, facts) }
  },
})

async function twinOf(asked: string, list: () => Promise<{ id: string }[]>) {
  const twin = (await list()).find(({ id }) => id.toLowerCase() === asked.toLowerCase())
  return twin && twin.id !== asked ? twin.id : null
}
