import { getConnection } from '../../graph/connections'
import { needNotDeleting } from '../../operations/deletions'
import { getGroupSource, replaceGroupSource } from '../../sources/group-source'
import { command } from '../command'
import { ConnectionId } from '../connection-id'
import { GroupSourceInput, newGroupSource } from './new-group-source'

/** Makes this the source of the members of a connection's groups, after its first records could be read. */
export const saveGroupSource = command({
  name: 'saveGroupSource',
  changes: 'asked',
  permission: 'sync.configure',
  input: GroupSourceInput.extend({ connectionId: ConnectionId }),
  on: ({ connectionId }) => connectionId,
  async run(context, { connectionId: asked, ...given }) {
    const { configuration, db, queue, before, after } = context
    // Graph finds a connection without regard to case; what is kept of it is kept under one spelling.
    const { id: connectionId } = await getConnection(configuration, asked)
    await needNotDeleting(db, connectionId)
    const known = await getGroupSource(db, connectionId)
    before(known && { ...known.settings, fields: known.groupFields })
    const source = await newGroupSource(context, connectionId, given, known)
    after({ ...given.source, fields: source.groupFields })
    await queue.transaction((tx) => replaceGroupSource(tx, source))
  },
})
