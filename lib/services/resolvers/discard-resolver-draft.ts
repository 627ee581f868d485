import { z } from 'zod'
import { command } from '../command'
import { ConnectionId } from '../connection-id'
import { dropResolverDraft } from './drafts'

export const discardResolverDraft = command({
  name: 'discardResolverDraft',
  permission: 'resolvers.edit',
  input: z.object({ connectionId: ConnectionId }),
  on: ({ connectionId }) => connectionId,
  async run({ db }, { connectionId }) {
    await dropResolverDraft(db, connectionId)
    return null
  },
})
