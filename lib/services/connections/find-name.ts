import { z } from 'zod'
import { lastAnswers } from '../../db/connections'
import { query } from '../command'
import { ConnectionId } from '../connection-id'

/** What a connection was called when Graph answered last; null when it never did. It does not ask Graph. */
export const findName = query({
  name: 'findName',
  permission: 'connections.read',
  input: z.object({ connectionId: ConnectionId }),
  on: ({ connectionId }) => connectionId,
  async run({ db }, { connectionId }) {
    const [known] = await lastAnswers(db, connectionId)
    return known?.answer.name ?? null
  },
})
