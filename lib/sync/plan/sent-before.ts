import { eq } from 'drizzle-orm'
import type { Db } from '../../db/open'
import { syncs } from '../../db/schema'

/** What a run that exceeded its plan has sent under it. */
export async function sentBefore(db: Db, syncId: string): Promise<number> {
  const [row] = await db.select({ counts: syncs.checkpointCounts }).from(syncs).where(eq(syncs.id, syncId))
  return row?.counts.sent ?? 0
}
