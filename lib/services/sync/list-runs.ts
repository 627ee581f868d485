import { z } from 'zod'
import { query } from '../command'
import { ConnectionId } from '../connection-id'
import { listSyncs } from './views'

/** The runs of a connection, latest first: all of them, in pages that go on before a run. */
export const listRuns = query({
  name: 'listRuns',
  permission: 'connections.read',
  input: z.object({
    connectionId: ConnectionId,
    before: z.uuid().optional(),
    limit: z.number().int().min(1).max(200).default(20),
  }),
  on: ({ connectionId }) => connectionId,
  run: ({ db }, { connectionId, ...which }) => listSyncs(db, connectionId, which),
})
