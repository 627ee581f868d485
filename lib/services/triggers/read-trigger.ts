import { eq } from 'drizzle-orm'
import type { Db } from '../../db/open'
import { triggers } from '../../db/schema'
import type { TriggerView } from '../../model/schedules/view'

/** The webhook of a connection without its secret. */
export async function triggerOf(db: Db, connectionId: string): Promise<TriggerView | null> {
  const [row] = await db.select().from(triggers).where(eq(triggers.connectionId, connectionId))
  if (!row) return null
  const { createdBy, createdAt, lastCalledAt } = row
  return {
    createdBy,
    createdAt: createdAt.toISOString(),
    lastCalledAt: lastCalledAt?.toISOString() ?? null,
  }
}
