import { and, eq, sql } from 'drizzle-orm'
import type { Db } from '../db/open'
import { sources, type syncs } from '../db/schema'

type Read = Pick<typeof syncs.$inferSelect, 'connectionId' | 'watermark' | 'sourceConfig'>

/** Remembers up to where a run has read the changes of a source, unless the connection has another source by now. */
export async function keepWatermark(tx: Db, { connectionId, watermark, sourceConfig }: Read): Promise<void> {
  if (watermark === null) return
  const same = eq(sources.config, sql`${JSON.stringify(sourceConfig)}::jsonb`)
  await tx
    .update(sources)
    .set({ watermark })
    .where(and(eq(sources.connectionId, connectionId), same))
}
