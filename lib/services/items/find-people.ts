import { z } from 'zod'
import { findPeople as findInGraph } from '../../graph/find-people'
import { query } from '../command'
import { ConnectionId } from '../connection-id'

/** People of the directory, to grant an item to or to ask what they may read. */
export const findPeople = query({
  name: 'findPeople',
  permission: 'access.check',
  input: z.object({ connectionId: ConnectionId, words: z.string().trim().min(1).max(100) }),
  on: ({ connectionId }) => connectionId,
  async run({ ingestion }, { words }) {
    const users = await findInGraph(ingestion, words)
    return users.map(({ id, displayName, userPrincipalName }) => ({
      id,
      name: displayName ?? userPrincipalName,
      account: userPrincipalName,
    }))
  },
})
