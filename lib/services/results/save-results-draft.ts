import { z } from 'zod'
import { ResultsDraft } from '../../model/results/template'
import { needNotDeleting } from '../../operations/deletions'
import { command } from '../command'
import { ConnectionId } from '../connection-id'
import * as drafts from './drafts'

/** Keeps what is typed. It runs every second or so, so that the audit log keeps only its failures. */
export const saveResultsDraft = command({
  name: 'saveResultsDraft',
  permission: 'results.edit',
  input: z.object({
    connectionId: ConnectionId,
    draft: ResultsDraft,
    /** The version that the admin started from; `any` saves over whatever is there. */
    over: z.union([z.iso.datetime(), z.literal('any'), z.null()]),
  }),
  on: ({ connectionId }) => connectionId,
  quiet: true,
  async run({ actor, db }, { connectionId, draft, over }) {
    await needNotDeleting(db, connectionId)
    const savedBy = actor.username
    const savedAt = await drafts.storeResultsDraft(db, { connectionId, draft, over, savedBy })
    return { savedAt, savedBy }
  },
})
