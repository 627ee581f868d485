import { z } from 'zod'
import { need } from '../../access/can'
import { getConnection } from '../../graph/connections'
import { contentKind } from '../../model/connection/connection'
import { startDeletion } from '../../operations/deletions'
import { AppError } from '../../platform/errors'
import { command } from '../command'
import { ConnectionId } from '../connection-id'

/** Starts the deletion and answers the id to follow it by. The admin has to type the connection's id. */
export const deleteConnection = command({
  name: 'deleteConnection',
  permission: 'connections.delete',
  input: z.object({ connectionId: ConnectionId, typed: z.string().max(100) }),
  on: ({ connectionId }) => connectionId,
  async run({ actor, queue, configuration, before, after }, { connectionId, typed }) {
    if (typed !== connectionId) {
      throw new AppError('invalid', `Type ${connectionId} to confirm.`, { field: 'typed' })
    }
    const connection = await getConnection(configuration, connectionId)
    const { name, description, contentCategory } = connection
    before({ name, description, contentCategory })
    // A people connection takes its profile source along.
    if (contentKind(connection) === 'people') need(actor, 'profileSources.remove')
    const operationId = await startDeletion(
      { queue, configuration },
      { connectionId, startedBy: actor.username },
    )
    after({ deletion: operationId })
    return { operationId }
  },
})
