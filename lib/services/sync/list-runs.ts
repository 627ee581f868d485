import { z } from 'zod'
import { query } from '../command'
import { ConnectionId } from '../connection-id'
import { listSyncs } from './views'

/** The runs of a connection, latest first. */
export const listRuns = query({
  name: 'listRuns',
  permission: 'connections.read',
  input: z.object({ connectionId: ConnectionId }),
  on: ({ connectionId }) => connectionId,
  run: ({ db }, { connectionId }) => listSyncs(db, connectionId),
})
