import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { commands } from '../../db/schema'
import { mostRecords } from '../../model/sync/command'
import { needNoDeletion } from '../../operations/deletions'
import { AppError } from '../../platform/errors'
import { command } from '../command'
import { ConnectionId } from '../connection-id'
import { connectionOfSync } from './views'

const Records = z.union([
  z.strictObject({
    syncId: z.uuid(),
    rows: z.array(z.number().int().positive().max(1_000_000_000)).min(1).max(mostRecords),
  }),
  z.strictObject({ itemIds: z.array(z.string().min(1).max(128)).min(1).max(mostRecords) }),
])

/**
 * Sends some records now, by the mapping that is saved: rows of what a run has read, or items as the source held them
 * last. It need not wait for the end of a run. Answers the id to follow.
 */
export const sendRecords = command({
  name: 'sendRecords',
  changes: 'console',
  permission: 'sync.run',
  input: z.object({ connectionId: ConnectionId, records: Records }),
  on: ({ connectionId }) => connectionId,
  async run({ actor, db, queue, before, after }, { connectionId, records }) {
    if ('syncId' in records && (await connectionOfSync(db, records.syncId)) !== connectionId)
      throw new AppError('not-found', 'The connection has no such run.')
    before(null)
    const commandId = await queue.transaction(async (tx, add) => {
      await needNoDeletion(tx, connectionId)
      const id = randomUUID()
      await tx.insert(commands).values({ id, connectionId, records, askedBy: actor.username })
      await add('command', { connectionId })
      return id
    })
    after({ commandId })
    return { commandId }
  },
})
