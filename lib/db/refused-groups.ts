import { and, countDistinct, eq, isNotNull, isNull } from 'drizzle-orm'
import { unionAll } from 'drizzle-orm/pg-core'
import type { Db } from './open'
import { externalGroups, groupMembers } from './schema'

/** How many groups of each connection have a change that Graph has refused, and nobody tries again by itself. */
export async function refusedGroups(db: Db, connectionId?: string): Promise<Map<string, number>> {
  const of = (table: typeof externalGroups | typeof groupMembers) =>
    db
      .select({ connectionId: table.connectionId, groupId: table.groupId })
      .from(table)
      .where(
        and(
          isNotNull(table.problem),
          isNull(table.nextAt),
          connectionId === undefined ? undefined : eq(table.connectionId, connectionId),
        ),
      )
  const refused = unionAll(of(externalGroups), of(groupMembers)).as('refused')
  const rows = await db
    .select({ connectionId: refused.connectionId, groups: countDistinct(refused.groupId) })
    .from(refused)
    .groupBy(refused.connectionId)
  return new Map(rows.map((row) => [row.connectionId, row.groups]))
}
