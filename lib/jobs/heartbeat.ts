import { randomUUID } from 'node:crypto'
import { hostname } from 'node:os'
import { eq, gt, lt, max, sql } from 'drizzle-orm'
import type { Db } from '../db/open'
import { workers } from '../db/schema'
import { startTicker } from './ticker'

const beatMs = 3_000
/** A worker that was not heard of for so long is taken to be gone. */
const silentSeconds = 12

/** Tells every few seconds that this worker is alive, until the signal is aborted; then it takes itself off the list. */
export function startHeartbeat(db: Db, signal: AbortSignal): { stopped: Promise<void> } {
  const self = { id: randomUUID(), host: hostname(), pid: process.pid }
  const beat = async () => {
    await db
      .insert(workers)
      .values(self)
      .onConflictDoUpdate({ target: workers.id, set: { seenAt: sql`clock_timestamp()` } })
    await db.delete(workers).where(lt(workers.seenAt, sql`clock_timestamp() - interval '1 day'`))
  }
  const { stopped } = startTicker(beatMs, beat, signal)
  const gone = async () => {
    await stopped
    // When the database is away, the row grows old by itself.
    await db
      .delete(workers)
      .where(eq(workers.id, self.id))
      .catch(() => undefined)
  }
  return { stopped: gone() }
}

/** Whether a worker was heard of lately, and when the last one was. */
export async function workersAlive(db: Db): Promise<{ alive: boolean; lastSeenAt: Date | null }> {
  const [alive] = await db
    .select({ id: workers.id })
    .from(workers)
    .where(gt(workers.seenAt, sql`clock_timestamp() - make_interval(secs => ${silentSeconds})`))
    .limit(1)
  if (alive) return { alive: true, lastSeenAt: null }
  const [last] = await db.select({ at: max(workers.seenAt) }).from(workers)
  return { alive: false, lastSeenAt: last?.at ?? null }
}
