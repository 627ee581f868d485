import { z } from 'zod'
import { can } from '../../access/can'
import type { Graph } from '../../graph/client'
import { getExperiences } from '../../graph/experiences'
import { searchItems } from '../../graph/search'
import { accessFor } from '../../model/access-check/access-of'
import { contentKind } from '../../model/connection/connection'
import { Acl } from '../../model/items/item'
import { ItemId } from '../../model/items/item-id'
import type { ConnectorSchema } from '../../model/schema/schema'
import { headOf } from '../../model/search/hit'
import { type Check, notFoundChecks } from '../../model/search/not-found'
import { AppError } from '../../platform/errors'
import { findPerson } from '../access-check/find-person'
import { knownGroups } from '../access-check/known-groups'
import { query } from '../command'
import { ConnectionId } from '../connection-id'
import { readOne, readSchemaOf } from '../connections/look-up'
import type { Context } from '../context'
import { findKnownItem } from '../items/known-item'
import { maskedItem } from '../items/masked-item'
import { asHeld } from '../items/sides'
import { searcherGraph } from './searcher-graph'

export interface WhyNotFound {
  connectionId: string
  itemId: string
  checks: Check[]
  /** When it was sent last, in ISO 8601; null when that is not known. */
  sentAt: string | null
}

/** What decides whether a search finds an item. It answers no value of the item. */
export const whyNotFound = query({
  name: 'whyNotFound',
  permission: 'connections.read',
  input: z.object({
    connectionId: ConnectionId,
    itemId: ItemId,
    /** There is a query that did not find it. */
    searched: z.boolean().default(false),
  }),
  on: ({ connectionId }) => connectionId,
  async run(context, { connectionId, itemId, searched }): Promise<WhyNotFound> {
    const { actor, db, clock, configuration, ingestion } = context
    const [{ value: connection }, { value: schema }, known, held, experiences] = await Promise.all([
      readOne({ db, configuration }, connectionId),
      readSchemaOf(context, connectionId),
      findKnownItem(db, connectionId, itemId),
      asHeld(ingestion, connectionId, itemId),
      orNull(() => getExperiences(configuration, connectionId)),
    ])
    if (!connection) throw new AppError('not-found', 'There is no such connection (any more).')
    const people = contentKind(connection) === 'people'
    const row = known && (people ? maskedItem(known.row) : known.row)
    const properties = held.item?.properties ?? {}
    const acl = Acl.array().safeParse(held.item?.acl).data ?? known?.row.acl ?? null
    const mayCheck = can(actor, 'access.check', { connectionId })
    const place = () => placeOf(searcherGraph(context), connectionId, properties, schema)
    const checks = notFoundChecks({
      connection: { name: connection.name, state: connection.state, people },
      experiences,
      sent: row && {
        at: row.sentAt,
        owed: row.owed,
        failure: row.failure && (row.failure.message ?? 'the reason may quote personal data.'),
      },
      held: held.item && { properties, content: held.item.content?.value ?? '' },
      heldUnknown: held.problem?.message ?? null,
      acl,
      access: acl && mayCheck ? await orNull(() => accessOf(context, connectionId, acl)) : null,
      schema,
      foundAt: people ? null : await orNull(place),
      searched,
      now: clock().toISOString(),
    })
    return { connectionId, itemId, checks, sentAt: known?.row.sentAt ?? null }
  },
})

/** Whether whoever asks may read it, by the list that search goes by. */
async function accessOf(context: Context, connectionId: string, acl: Acl[]) {
  const person = await findPerson(context, context.actor.oid)
  return accessFor(person, await knownGroups(context, connectionId, person, [acl]))(acl)
}

/** The place of the item in a search for its own title; 0: it is not among the first; null: it has none, or no leave. */
async function placeOf(
  searcher: Promise<Graph | null>,
  connectionId: string,
  properties: Readonly<Record<string, unknown>>,
  schema: ConnectorSchema | null,
): Promise<number | null> {
  const { title, url } = headOf(properties, schema)
  const graph = await searcher
  if (graph === null || title === null) return null
  const words = title.replaceAll(/[^\p{L}\p{N}\p{M}]+/gu, ' ').trim()
  if (words === '') return null
  const queryString = `"${words.slice(0, 200)}"`
  const asked = { connectionIds: [connectionId], queryString, from: 0, size: 50, refiners: [], filters: [] }
  const { hits } = await searchItems(graph, asked)
  return (
    1 +
    hits.findIndex(({ resource }) => {
      const found = headOf(resource?.properties ?? {}, schema)
      return found.title === title && (found.url ?? url) === url
    })
  )
}

/** One thing that Graph does not tell keeps nothing else of the list from being shown. */
async function orNull<T>(read: () => Promise<T>): Promise<T | null> {
  try {
    return await read()
  } catch (error) {
    if (error instanceof AppError) return null
    throw error
  }
}
