import { z } from 'zod'
import { can } from '../../access/can'
import { kindOf } from '../../db/connections'
import { Mapping } from '../../model/mapping/mapping'
import { AppError } from '../../platform/errors'
import { needSavedMapping } from '../../sources/saved-mapping'
import type { Mapped } from '../../sync/mapping-version'
import { ConnectionId } from '../connection-id'
import { readSchemaOf } from '../connections/look-up'
import type { Context } from '../context'

/** A mapping that is being edited, and the file it is for. */
export const MappingInput = z.object({
  connectionId: ConnectionId,
  uploadId: z.uuid().optional(),
  mapping: Mapping,
})

export type MappingInput = z.infer<typeof MappingInput>

/** What a thread needs to try a mapping, and whether the rows may be of people. */
export async function trialOf(context: Context, input: MappingInput) {
  const { actor, db, settings } = context
  const { connectionId, mapping } = input
  // Trying other expressions is for those who may save them.
  if (!can(actor, 'sync.configure', { connectionId })) await needSavedMapping(db, connectionId, mapping)
  const [{ value: schema }, kind] = await Promise.all([
    readSchemaOf(context, connectionId),
    kindOf(db, connectionId),
  ])
  if (!schema) throw new AppError('conflict', 'The connection has no schema yet: register one first.')
  // What kind of data it is is not known before Graph has told: until then it may be of people.
  const people = kind !== 'content'
  const mapped: Mapped = {
    mapping,
    schema,
    contentCategory: kind === 'people' ? 'people' : null,
    tenantId: settings.tenantId,
  }
  return {
    people,
    trial: { mapped, masked: people && !can(actor, 'items.readContents', { connectionId }) },
  }
}
