import { eq } from 'drizzle-orm'
import { heldMs } from '../db/holds'
import type { Db } from '../db/open'
import { holds, syncs } from '../db/schema'
import { startTicker } from '../jobs/ticker'
import type { KeptHold } from './kept-hold'
import type { Pool } from './pool'
import { RunEnded } from './progress'
import { claimed, type Run } from './run-state'

/** An admin who pauses or cancels a run waits for it. */
const lookMs = 500
/** So often a run that waits for Graph says that it does. */
const tellMs = 3_000

interface Sending {
  pool: Pool
  hold: KeptHold
}

/**
 * Looks whether the run was paused, cancelled, or claimed by another worker: its signal is aborted then. And whether Graph has
 * asked any process to wait; as long as it has, the run says so.
 */
export function watchRun(
  db: Db,
  run: Run,
  { pool, hold }: Sending,
): { over: AbortSignal; stop(): Promise<void> } {
  const over = new AbortController()
  const enough = new AbortController()
  let toldAt: number | null = null
  const tell = async () => {
    const now = performance.now()
    const isNews = pool.isHeld ? toldAt === null || now - toldAt >= tellMs : toldAt !== null
    if (!isNews || run.phase === 'stage') return
    toldAt = pool.isHeld ? now : null
    await db.update(syncs).set({ pacing: pool.pacing, flushedAt: new Date() }).where(claimed(run))
  }
  const { stopped } = startTicker(
    lookMs,
    async () => {
      const [now] = await db
        .select({ status: syncs.status, attempt: syncs.attempt, heldMs })
        .from(syncs)
        .leftJoin(holds, eq(holds.connectionId, syncs.connectionId))
        .where(eq(syncs.id, run.id))
      if (now?.status !== 'running' || now.attempt !== run.attempt) return over.abort(new RunEnded())
      hold.learn(now.heldMs ?? 0)
      await tell()
    },
    AbortSignal.any([enough.signal, over.signal]),
  )
  return {
    over: over.signal,
    async stop() {
      enough.abort()
      await stopped
    },
  }
}
