import { z } from 'zod'
import { AppError } from '../../platform/errors'
import { findSourceRow as find } from '../../snapshots/find-source-row'
import { query } from '../command'
import { ConnectionId } from '../connection-id'

/** What the source held for an item when it was read last. */
export const findSourceRow = query({
  name: 'findSourceRow',
  permission: 'sync.readSource',
  input: z.object({ connectionId: ConnectionId, itemId: z.string().min(1).max(128) }),
  on: ({ connectionId }) => connectionId,
  async run({ db, blobs }, { connectionId, itemId }) {
    const found = await find({ db, blobs }, connectionId, itemId)
    if (!found) throw new AppError('not-found', 'The source did not hold this item when it was read last.')
    const { record, snapshot } = found
    const { row, values } = record
    return { row, values, sourceName: snapshot.sourceName, readAt: snapshot.createdAt.toISOString() }
  },
})
