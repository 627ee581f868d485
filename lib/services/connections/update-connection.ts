import * as graph from '../../graph/connections'
import { ConnectionUpdate } from '../../model/connection/connection'
import { needNotDeleting } from '../../operations/deletions'
import { command } from '../command'
import { ConnectionId } from '../connection-id'

export const updateConnection = command({
  name: 'updateConnection',
  permission: 'connections.update',
  input: ConnectionUpdate.extend({ id: ConnectionId }),
  on: ({ id }) => id,
  async run({ db, configuration, before, after }, { id, ...update }) {
    await needNotDeleting(db, id)
    const { name, description } = await graph.getConnection(configuration, id)
    before({ name, description })
    await graph.updateConnection(configuration, id, update)
    after(update)
    return null
  },
})
