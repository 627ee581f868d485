import { z } from 'zod'
import { getSchema } from '../../graph/schema'
import { query } from '../command'
import { ConnectionId } from '../connection-id'
import { listCheckedSteps } from './checked-steps'
import { findResultsDraft } from './drafts'

/** What the editor of templates starts from: schema and draft, each null when there is none, and the checklist. */
export const readResults = query({
  name: 'readResults',
  permission: 'connections.read',
  input: z.object({ connectionId: ConnectionId }),
  on: ({ connectionId }) => connectionId,
  async run({ db, configuration, clock }, { connectionId }) {
    const [schema, draft, confirmations] = await Promise.all([
      getSchema(configuration, connectionId),
      findResultsDraft(db, connectionId),
      listCheckedSteps(db, connectionId),
    ])
    return { schema, draft, confirmations, now: clock().toISOString() }
  },
})
