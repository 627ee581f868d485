import { and, asc, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { can } from '../../access/can'
import { kindOf } from '../../db/connections'
import { acls, ledger } from '../../db/schema'
import { GroupId } from '../../model/groups/new-group'
import { query } from '../command'
import { ConnectionId } from '../connection-id'
import { names } from './count-use'

export interface GroupUse {
  /** Items whose access list names the group. */
  items: number
  /** Of them: it is the only one that lets anybody read. */
  onlyReader: number
  /** Of them: it keeps its members from reading, who could read without it. */
  denied: number
  sample: { itemId: string; title: string | null }[]
}

/** Items that would lose readers, or gain some, without the group. */
export const readGroupUse = query({
  name: 'readGroupUse',
  permission: 'connections.read',
  input: z.object({ connectionId: ConnectionId, groupId: GroupId }),
  on: ({ connectionId }) => connectionId,
  async run({ db, actor }, { connectionId, groupId }): Promise<GroupUse> {
    const used = and(eq(ledger.connectionId, connectionId), names(groupId))
    const sameList = and(eq(acls.connectionId, ledger.connectionId), eq(acls.hash, ledger.aclHash))
    const own = { type: 'externalGroup', value: groupId }
    const holds = (entry: object) => sql`${acls.entries} @> ${JSON.stringify([entry])}::jsonb`
    const alone = sql`${holds({ ...own, accessType: 'grant' })} and not exists (
      select 1 from jsonb_array_elements(${acls.entries}) e where e->>'accessType' = 'grant'
        and not e @> ${JSON.stringify(own)}::jsonb)`
    const [[counted], sample, kind] = await Promise.all([
      db
        .select({
          items: sql<number>`count(*)::int`,
          onlyReader: sql<number>`(count(*) filter (where ${alone}))::int`,
          denied: sql<number>`(count(*) filter (where ${holds({ ...own, accessType: 'deny' })}))::int`,
        })
        .from(ledger)
        .innerJoin(acls, sameList)
        .where(used),
      db
        .select({ itemId: ledger.itemId, title: ledger.title })
        .from(ledger)
        .innerJoin(acls, sameList)
        .where(used)
        .orderBy(asc(ledger.itemId))
        .limit(5),
      kindOf(db, connectionId),
    ])
    const masked = kind !== 'content' && !can(actor, 'items.readContents', { connectionId })
    return {
      ...(counted ?? { items: 0, onlyReader: 0, denied: 0 }),
      sample: masked ? sample.map(({ itemId }) => ({ itemId, title: null })) : sample,
    }
  },
})
