import { gt, type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import { can } from '../../access/can'
import { byIndex } from '../../db/by-index'
import { kindOf } from '../../db/connections'
import { acls } from '../../db/schema'
import { GroupId } from '../../model/groups/new-group'
import { query } from '../command'
import { ConnectionId } from '../connection-id'
import { itemsWithLists } from '../items/items-with-lists'
import { itemsOfList, naming } from './count-use'

export interface GroupUse {
  /** Items whose access list names the group. */
  items: number
  /** Of them: it is the only one that lets anybody read. */
  onlyReader: number
  /** Of them: it keeps its members from reading, who could read without it. */
  denied: number
  sample: { itemId: string; title: string | null }[]
}

/** Lists that the shown items are taken from. */
const mostLists = 50

/** Items that would lose readers, or gain some, without the group. */
export const readGroupUse = query({
  name: 'readGroupUse',
  permission: 'connections.read',
  input: z.object({ connectionId: ConnectionId, groupId: GroupId }),
  on: ({ connectionId }) => connectionId,
  async run({ db, actor }, { connectionId, groupId }): Promise<GroupUse> {
    const own = { type: 'externalGroup', value: groupId }
    const holds = (entry: object) => sql`${acls.entries} @> ${JSON.stringify([entry])}::jsonb`
    const alone = sql<boolean>`${holds({ ...own, accessType: 'grant' })} and not exists (
      select 1 from jsonb_array_elements(${acls.entries}) e where e->>'accessType' = 'grant'
        and not e @> ${JSON.stringify(own)}::jsonb)`
    const denies = sql<boolean>`${holds({ ...own, accessType: 'deny' })}`
    const [[counted], some] = await byIndex(db, async (tx) => {
      const used = tx
        .select({
          hash: acls.hash,
          alone: alone.as('alone'),
          denies: denies.as('denies'),
          items: itemsOfList(tx).as('items'),
        })
        .from(acls)
        .where(naming(connectionId, groupId))
        .as('used')
      const itemsWhere = (which: SQL) =>
        sql<number>`coalesce(sum(${used.items}) filter (where ${which}), 0)::int`
      const numbers = {
        items: itemsWhere(sql`true`),
        onlyReader: itemsWhere(sql`${used.alone}`),
        denied: itemsWhere(sql`${used.denies}`),
      }
      return [
        await tx.select(numbers).from(used),
        await tx.select({ hash: used.hash }).from(used).where(gt(used.items, 0)).limit(mostLists),
      ]
    })
    const kind = await kindOf(db, connectionId)
    const hashes = some.map(({ hash }) => hash)
    const sample = await itemsWithLists(db, connectionId, hashes)
    const masked = kind !== 'content' && !can(actor, 'items.readContents', { connectionId })
    return {
      ...(counted ?? { items: 0, onlyReader: 0, denied: 0 }),
      sample: masked ? sample.map(({ itemId }) => ({ itemId, title: null })) : sample,
    }
  },
})
