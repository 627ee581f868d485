import { z } from 'zod'
import { AppError } from '../../platform/errors'
import { command } from '../command'
import { ConnectionId } from '../connection-id'
import { dropResolverDraft, findResolverDraft } from './drafts'

export const discardResolverDraft = command({
  name: 'discardResolverDraft',
  changes: 'console',
  permission: 'resolvers.edit',
  input: z.object({
    connectionId: ConnectionId,
    /** The version that the admin has seen: one that somebody saved since is not discarded unseen. */
    version: z.iso.datetime().nullable(),
  }),
  on: ({ connectionId }) => connectionId,
  async run({ db, before, after }, { connectionId, version }) {
    before((await findResolverDraft(db, connectionId))?.set ?? null)
    const other = await dropResolverDraft(db, connectionId, version)
    if (other) {
      const message = `${other} saved another draft of these resolvers meanwhile. Load theirs before you discard it.`
      throw new AppError('conflict', message, { field: 'draft' })
    }
    after(null)
    return null
  },
})
