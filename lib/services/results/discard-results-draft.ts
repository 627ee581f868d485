import { z } from 'zod'
import { AppError } from '../../platform/errors'
import { command } from '../command'
import { ConnectionId } from '../connection-id'
import * as drafts from './drafts'

export const discardResultsDraft = command({
  name: 'discardResultsDraft',
  changes: 'console',
  permission: 'results.edit',
  input: z.object({
    connectionId: ConnectionId,
    /** The version that the admin has seen: one that somebody saved since is not discarded unseen. */
    version: z.iso.datetime().nullable(),
  }),
  on: ({ connectionId }) => connectionId,
  async run({ db, before, after }, { connectionId, version }) {
    before((await drafts.findResultsDraft(db, connectionId))?.templates ?? null)
    const other = await drafts.dropResultsDraft(db, connectionId, version)
    if (other) {
      const message = `${other} saved another draft of these templates meanwhile. Load theirs before you discard it.`
      throw new AppError('conflict', message, { field: 'draft' })
    }
    after(null)
    return null
  },
})
