import { z } from 'zod'
import { can } from '../../access/can'
import { kindOf } from '../../db/connections'
import { expressionsOf } from '../../model/mapping/expressions-of'
import { Mapping } from '../../model/mapping/mapping'
import { AppError } from '../../platform/errors'
import { needSavedMapping } from '../../sources/saved-mapping'
import { Evaluator } from '../../sync/expressions/evaluator'
import { KnownUsers } from '../../sync/known-users'
import { Mapper } from '../../sync/mapper'
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

/** Somebody waits for the answer: one row that takes its time is enough. */
const limits = { mostEnded: 1, batchMs: 15_000, tolerant: true }

/** What it takes to try a mapping on records. Close the mapper. */
export async function draftOf(context: Context, { connectionId, mapping }: z.infer<typeof MappingInput>) {
  const { actor, db, ingestion, settings } = context
  // Trying other expressions is for those who may save them.
  if (!can(actor, 'sync.configure', { connectionId })) await needSavedMapping(db, connectionId, mapping)
  const [{ value: schema }, kind] = await Promise.all([
    readSchemaOf(context, connectionId),
    kindOf(db, connectionId),
  ])
  if (!schema) throw new AppError('conflict', 'The connection has no schema yet: register one first.')
  const evaluator = new Evaluator(expressionsOf(mapping), limits)
  const broken = await evaluator.check()
  // What kind of data it is is not known before Graph has told: until then it may be of people.
  const people = kind !== 'content'
  const mapped = {
    mapping: without(mapping, broken),
    schema,
    contentCategory: kind === 'people' ? 'people' : null,
    tenantId: settings.tenantId,
  }
  return {
    mapped,
    broken,
    people,
    masked: people && !can(actor, 'items.readContents', { connectionId }),
    mapper: new Mapper(mapped, new KnownUsers(ingestion), evaluator),
  }
}

/** The others are shown while one is being written. Without an id nothing is shown. */
function without(mapping: Mapping, broken: Readonly<Record<string, string>>): Mapping {
  const properties = Object.fromEntries(
    Object.entries(mapping.properties).filter(([name]) => broken[name] === undefined),
  )
  const { content, ...rest } = mapping
  const access = Object.keys(broken).some((field) => field.startsWith('access '))
    ? 'everyoneExceptGuests'
    : mapping.access
  const itemId = broken['item id'] === undefined ? mapping.itemId : { expression: '""' }
  return {
    ...rest,
    itemId,
    access,
    properties,
    ...(content && broken['the content'] === undefined ? { content } : {}),
  }
}
