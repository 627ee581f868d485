import { and, eq, inArray, isNotNull, sql } from 'drizzle-orm'
import type { Db } from '../../db/open'
import { remoteRuns, syncs } from '../../db/schema'

/**
 * Ends the runs of connectors that have not been heard of for too long. A console that was away itself gives them the same
 * time anew: until it has been up for so long, nobody could report.
 */
export async function endSilent(db: Db, upSeconds = process.uptime()): Promise<void> {
  const silent = db
    .select({ id: remoteRuns.syncId })
    .from(remoteRuns)
    .where(
      and(
        isNotNull(remoteRuns.acceptedAt),
        sql`${remoteRuns.heardAt} < now() - make_interval(mins => ${remoteRuns.silentMinutes})`,
        sql`${remoteRuns.silentMinutes} * 60 <= ${Math.floor(upSeconds)}`,
      ),
    )
  await db
    .update(syncs)
    .set({
      status: 'lost',
      problem: {
        code: 'unavailable',
        message:
          'The connector has not reported for too long, so the run was given up. What it has sent to Graph stays. Look at its log, then start a new run.',
      },
      rate: 0,
      pacing: null,
      finishedAt: sql`now()`,
    })
    .where(and(eq(syncs.status, 'running'), inArray(syncs.id, silent)))
}
