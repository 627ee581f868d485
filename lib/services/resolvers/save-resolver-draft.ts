import { z } from 'zod'
import { ResolverSet } from '../../model/resolvers/resolver-set'
import { needNotDeleting } from '../../operations/deletions'
import { command } from '../command'
import { ConnectionId } from '../connection-id'
import { storeResolverDraft } from './drafts'

/** Keeps what is typed. It runs every second or so, so that the audit log keeps only its failures. */
export const saveResolverDraft = command({
  name: 'saveResolverDraft',
  permission: 'resolvers.edit',
  input: z.object({
    connectionId: ConnectionId,
    set: ResolverSet,
    /** The version that the admin started from; `any` saves over whatever is there. */
    over: z.union([z.iso.datetime(), z.literal('any'), z.null()]),
  }),
  on: ({ connectionId }) => connectionId,
  quiet: true,
  async run({ actor, db }, { connectionId, set, over }) {
    await needNotDeleting(db, connectionId)
    return { savedAt: await storeResolverDraft(db, { connectionId, set, over, savedBy: actor.username }) }
  },
})
