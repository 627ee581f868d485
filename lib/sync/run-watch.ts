import { eq } from 'drizzle-orm'
import type { Db } from '../db/open'
import { syncs } from '../db/schema'
import { startTicker } from '../jobs/ticker'
import { RunEnded } from './progress'
import type { Run } from './run-state'

/** An admin who pauses or cancels a run waits for it. */
const lookMs = 500

/** Looks whether the run was paused, cancelled, or claimed by another worker. Its signal is aborted then. */
export function watchRun(db: Db, { id, attempt }: Run): { over: AbortSignal; stop(): Promise<void> } {
  const over = new AbortController()
  const enough = new AbortController()
  const { stopped } = startTicker(
    lookMs,
    async () => {
      const columns = { status: syncs.status, attempt: syncs.attempt }
      const [run] = await db.select(columns).from(syncs).where(eq(syncs.id, id))
      if (run?.status !== 'running' || run.attempt !== attempt) over.abort(new RunEnded())
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
