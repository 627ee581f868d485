import { z } from 'zod'
import { command } from '../command'
import { ConnectionId } from '../connection-id'
import { dropResolverDraft, findResolverDraft } from './drafts'

export const discardResolverDraft = command({
  name: 'discardResolverDraft',
  permission: 'resolvers.edit',
  input: z.object({ connectionId: ConnectionId }),
  on: ({ connectionId }) => connectionId,
  async run({ db, before, after }, { connectionId }) {
    before((await findResolverDraft(db, connectionId))?.set ?? null)
    await dropResolverDraft(db, connectionId)
    after(null)
    return null
  },
})
