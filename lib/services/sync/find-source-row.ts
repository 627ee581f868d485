import { z } from 'zod'
import { AppError } from '../../platform/errors'
import { findSourceRow as find } from '../../snapshots/find-source-row'
import { query } from '../command'
import { ConnectionId } from '../connection-id'
import { maskedRow } from './masked-row'
import { shownTo } from './people-data'

/** What the source held for an item when it was read last. */
export const findSourceRow = query({
  name: 'findSourceRow',
  permission: 'sync.readSource',
  input: z.object({ connectionId: ConnectionId, itemId: z.string().min(1).max(128) }),
  on: ({ connectionId }) => connectionId,
  async run(context, { connectionId, itemId }) {
    const { db, blobs } = context
    const found = await find({ db, blobs }, connectionId, itemId)
    if (!found) throw new AppError('not-found', 'The source did not hold this item when it was read last.')
    const { record, snapshot } = found
    const shown = await shownTo(context, connectionId)
    const { row, values } = shown === 'masked' ? maskedRow(record) : record
    const readAt = snapshot.createdAt.toISOString()
    return { row, values, sourceName: snapshot.sourceName, readAt, personal: shown === 'personal' }
  },
  reveals: ({ personal }) => personal,
})
