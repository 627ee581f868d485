import { eq, sql } from 'drizzle-orm'
import type { Db } from './open'
import { connections, holds } from './schema'

/** How much longer nothing may be sent to a connection; null where nobody was asked to wait. */
export const heldMs = sql<number | null>`(extract(epoch from
  least(${holds.until} - clock_timestamp(), ${holds.until} - ${holds.since})) * 1000)::float8`

/** How long Graph has asked every process to send nothing to the connection. */
export async function readHold(db: Db, connectionId: string): Promise<number> {
  const [hold] = await db.select({ heldMs }).from(holds).where(eq(holds.connectionId, connectionId))
  return Math.max(0, hold?.heldMs ?? 0)
}

/** Tells every process that Graph has asked to wait. A longer wait that was asked for before stays. */
export async function writeHold(db: Db, connectionId: string, ms: number): Promise<void> {
  const until = sql`clock_timestamp() + make_interval(secs => ${ms / 1000}::float8)`
  // Of a connection that was deleted meanwhile nothing is kept.
  const known = db
    .select({
      connectionId: connections.id,
      since: sql`clock_timestamp()`.as('since'),
      until: until.as('until'),
    })
    .from(connections)
    .where(eq(connections.id, connectionId))
  await db
    .insert(holds)
    .select(known)
    .onConflictDoUpdate({
      target: holds.connectionId,
      set: { since: sql`excluded.since`, until: sql`excluded.until` },
      setWhere: sql`${holds.until} < excluded.until`,
    })
}
