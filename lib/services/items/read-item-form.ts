import { asc, eq } from 'drizzle-orm'
import { z } from 'zod'
import { can } from '../../access/can'
import { externalGroups } from '../../db/schema'
import { contentKind } from '../../model/connection/connection'
import { HandItem, handOf } from '../../model/items/hand-item'
import { Acl } from '../../model/items/item'
import { ItemId } from '../../model/items/item-id'
import type { ConnectorSchema } from '../../model/schema/schema'
import { AppError } from '../../platform/errors'
import { ready } from '../../sync/ready'
import { query } from '../command'
import { ConnectionId } from '../connection-id'
import { asHeld } from '../items/sides'

const mostGroups = 200

export interface ItemForm {
  schema: ConnectorSchema
  tenantId: string
  /** The external groups that the console knows, as far as they fit into a list. */
  groups: string[]
  people: boolean
  /** As Graph holds it; null for a new one. */
  draft: HandItem | null
}

/** What it takes to write an item by hand: the schema, and the item as Graph holds it. */
export const readItemForm = query({
  name: 'readItemForm',
  permission: 'items.write',
  input: z.object({ connectionId: ConnectionId, itemId: ItemId.optional() }),
  on: ({ connectionId }) => connectionId,
  async run({ actor, db, configuration, ingestion, settings }, { connectionId, itemId }): Promise<ItemForm> {
    const { connection, schema } = await ready(configuration, connectionId)
    const people = contentKind(connection) === 'people'
    const known = await db
      .select({ groupId: externalGroups.groupId })
      .from(externalGroups)
      .where(eq(externalGroups.connectionId, connectionId))
      .orderBy(asc(externalGroups.groupId))
      .limit(mostGroups)
    const groups = known.map(({ groupId }) => groupId)
    const form = { schema, tenantId: settings.tenantId, groups, people }
    if (itemId === undefined) return { ...form, draft: null }
    if (people && !can(actor, 'items.readContents', { connectionId }))
      throw new AppError('forbidden', 'The values of this item are personal data. An Admin can change it.')
    const { item, problem } = await asHeld(ingestion, connectionId, itemId)
    if (problem) throw new AppError('unavailable', problem.message)
    if (!item) throw new AppError('not-found', 'Graph does not have this item. Write a new one.')
    const acl = Acl.array().parse(item.acl ?? [])
    const content = item.content ? { type: item.content.type, value: item.content.value ?? '' } : null
    const draft = handOf(itemId, { properties: item.properties ?? {}, acl, content }, schema)
    const parsed = HandItem.safeParse(draft)
    if (!parsed.success)
      throw new AppError('invalid', 'The item is too large for this form. Change it in its source.')
    return { ...form, draft: parsed.data }
  },
  reveals: ({ people, draft }) => people && draft !== null,
})
