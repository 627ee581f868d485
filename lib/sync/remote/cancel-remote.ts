import { and, eq, gt, isNotNull, isNull, sql } from 'drizzle-orm'
import type { Db } from '../../db/open'
import { remoteRuns, syncs } from '../../db/schema'
import type { JobQueue, Jobs } from '../../jobs/queue'
import { RemoteConfig } from '../../model/sync/remote-source'
import { AppError } from '../../platform/errors'
import { log } from '../../platform/log'
import { secretsOf } from '../../sources/secrets'
import { callRemote } from './call-remote'
import type { RemoteStart } from './start-remote'

/** Adds a job for each cancelled run whose connector has not been told yet. */
export const noteCancelled = ({ queue }: { queue: JobQueue }): Promise<void> =>
  queue.transaction(async (tx, add) => {
    const cancelled = tx
      .select({ id: syncs.id })
      .from(syncs)
      .where(and(eq(syncs.status, 'cancelled'), gt(syncs.finishedAt, sql`now() - interval '1 day'`)))
    const noted = await tx
      .update(remoteRuns)
      .set({ cancelNotedAt: sql`now()` })
      .where(
        and(
          isNotNull(remoteRuns.acceptedAt),
          isNull(remoteRuns.cancelNotedAt),
          sql`${remoteRuns.syncId} in ${cancelled}`,
        ),
      )
      .returning({ syncId: remoteRuns.syncId })
    for (const job of noted) await add('cancel-remote', job)
  })

/** Tells a connector to stop. One that cannot be reached now learns it from the answer to its next report. */
export async function cancelRemote(
  { db, settings, signal }: RemoteStart,
  { syncId: runId }: Jobs['cancel-remote'],
): Promise<void> {
  const run = await runOf(db, runId)
  if (!run) return
  const { connectionId } = run
  const { signing } = await secretsOf(db, run, settings.secretKey)
  // The connection has another source by now, whose connector knows nothing of this run.
  if (!signing) return
  try {
    await callRemote({
      config: RemoteConfig.parse(run.sourceConfig),
      secret: signing,
      id: `cancel:${runId}`,
      body: { event: 'cancel', runId, connectionId },
      allowedHosts: settings.allowedHosts,
      signal,
    })
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    log().warn({ err: error, connectionId, runId }, 'a connector could not be told that its run is cancelled')
  }
}

async function runOf(db: Db, runId: string) {
  const [run] = await db.select().from(syncs).where(eq(syncs.id, runId))
  return run
}
