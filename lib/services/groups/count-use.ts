import { and, count, eq, inArray, sql } from 'drizzle-orm'
import type { Db } from '../../db/open'
import { acls, externalGroups, ledger } from '../../db/schema'

/** Whether an access list names an external group. */
export const names = (groupId: unknown) =>
  sql`${acls.entries} @> jsonb_build_array(jsonb_build_object('type', 'externalGroup', 'value', ${groupId}::text))`

/** How many items name each of these groups in their access list, as they were sent last. */
export async function countUse(
  db: Db,
  connectionId: string,
  groupIds: string[],
): Promise<Map<string, number>> {
  if (groupIds.length === 0) return new Map()
  const rows = await db
    .select({ groupId: externalGroups.groupId, items: count() })
    .from(externalGroups)
    .innerJoin(acls, and(eq(acls.connectionId, externalGroups.connectionId), names(externalGroups.groupId)))
    .innerJoin(ledger, and(eq(ledger.connectionId, acls.connectionId), eq(ledger.aclHash, acls.hash)))
    .where(and(eq(externalGroups.connectionId, connectionId), inArray(externalGroups.groupId, groupIds)))
    .groupBy(externalGroups.groupId)
  return new Map(rows.map(({ groupId, items }) => [groupId, items]))
}
