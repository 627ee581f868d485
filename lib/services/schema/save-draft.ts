import { z } from 'zod'
import { ConnectorSchema } from '../../model/schema/schema'
import { needNotDeleting } from '../../operations/deletions'
import * as drafts from '../../operations/schema-drafts'
import { command } from '../command'
import { ConnectionId } from '../connection-id'

/** Keeps what is typed. It runs every second or so, so that the audit log keeps only its failures. */
export const saveDraft = command({
  name: 'saveDraft',
  permission: 'schema.edit',
  input: z.object({
    connectionId: ConnectionId,
    schema: ConnectorSchema,
    /** The version that the admin started from; `any` saves over whatever is there. */
    over: z.union([z.iso.datetime(), z.literal('any'), z.null()]),
  }),
  on: ({ connectionId }) => connectionId,
  quiet: true,
  async run({ actor, db }, { connectionId, schema, over }) {
    await needNotDeleting(db, connectionId)
    const savedAt = await drafts.saveDraft(db, { connectionId, schema, over, savedBy: actor.username })
    return { savedAt, savedBy: actor.username }
  },
})
