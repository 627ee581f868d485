'use server'

import { z } from 'zod'
import { database } from '@/lib/db/open'
import { ConnectorSchema } from '@/lib/model/schema/schema'
import { needNotDeleting } from '@/lib/operations/deletions'
import * as drafts from '@/lib/operations/schema-drafts'
import { submitSchema } from '@/lib/services/schema/submit-schema'
import { adminAction } from '@/lib/web/admin-action'

const connectionId = z.string().min(1)
const SaveDraft = z.object({
  connectionId,
  schema: ConnectorSchema,
  over: z.union([z.iso.datetime(), z.literal('any'), z.null()]),
})

/** Keeps what is typed; runs every second or so, so that the audit log keeps only its failures. */
export const saveDraft = adminAction(
  'Admin',
  SaveDraft,
  async ({ admin, db }, { connectionId, schema, over }) => {
    await needNotDeleting(db, connectionId)
    const savedAt = await drafts.saveDraft(db, { connectionId, schema, over, savedBy: admin.username })
    return { savedAt, savedBy: admin.username }
  },
  { quiet: true, audit: 'saveDraft' },
)

export const discardDraft = adminAction(
  'Admin',
  z.object({ connectionId }),
  async ({ db }, { connectionId }) => {
    await drafts.discardDraft(db, connectionId)
    return null
  },
  { audit: 'discardDraft' },
)

/** Submits the schema. The operation is stored and watched before this answers. */
export const saveSchema = adminAction(
  'Admin',
  z.object({ connectionId, schema: ConnectorSchema }),
  async ({ admin, graph }, { connectionId, schema }) =>
    submitSchema({ opened: await database(), graph }, { connectionId, schema, startedBy: admin.username }),
  { audit: 'saveSchema' },
)
