import { and, eq, sql } from 'drizzle-orm'
import { byIndex } from '../../db/by-index'
import type { Db } from '../../db/open'
import { aclCounts, acls } from '../../db/schema'

/** The access lists of a connection that name an external group. Only the index of entries can find them. */
export const naming = (connectionId: string, groupId: unknown) =>
  and(
    sql`${acls.entries} @> jsonb_build_array(jsonb_build_object('type', 'externalGroup', 'value', ${groupId}::text))`,
    // An expression, so that not all lists of the connection are looked through by their key.
    eq(sql`${acls.connectionId} || ''`, connectionId),
  )

/** How many items have an access list: looked up for each, however many lists there are. */
export const itemsOfList = (db: Db) =>
  sql<number>`coalesce(${db
    .select({ items: aclCounts.items })
    .from(aclCounts)
    .where(and(eq(aclCounts.connectionId, acls.connectionId), eq(aclCounts.hash, acls.hash)))}, 0)`

/** How many items name each of these groups in their access list, as they were sent last. */
export async function countUse(
  db: Db,
  connectionId: string,
  groupIds: string[],
): Promise<Map<string, number>> {
  if (groupIds.length === 0) return new Map()
  return await byIndex(db, async (tx) => {
    const one = tx
      .select({ items: sql<number>`coalesce(sum(${itemsOfList(tx)}), 0)::int`.as('items') })
      .from(acls)
      .where(naming(connectionId, sql.raw('wanted.id')))
      .as('one')
    const rows = await tx
      .select({ groupId: sql<string>`wanted.id`, items: one.items })
      .from(sql`json_array_elements_text(${JSON.stringify(groupIds)}::json) as wanted(id)`)
      .innerJoinLateral(one, sql`true`)
    return new Map(rows.map(({ groupId, items }) => [groupId, items]))
  })
}
