import { eq } from 'drizzle-orm'
import type { Db } from '../../db/open'
import { externalGroups } from '../../db/schema'

/** The external groups of a connection that the console knows. */
export async function knownGroupIds(db: Db, connectionId: string): Promise<ReadonlySet<string>> {
  const rows = await db
    .select({ groupId: externalGroups.groupId })
    .from(externalGroups)
    .where(eq(externalGroups.connectionId, connectionId))
  return new Set(rows.map(({ groupId }) => groupId))
}
