import { and, desc, eq, gte, inArray } from 'drizzle-orm'
import type { Db } from '../../db/open'
import { syncs } from '../../db/schema'
import { type RunDay, runDays } from '../../model/sync/days'
import type { SyncView } from '../../model/sync/sync'
import { getSyncView } from './views'

const shownDays = 14

export interface SyncState {
  /** The last run that read its whole source. */
  lastGood: SyncView | null
  days: RunDay[]
}

/** How the syncs of a connection went lately. */
export async function syncStateOf(
  db: Db,
  connectionId: string,
  { now, timeZone }: { now: Date; timeZone: string },
): Promise<SyncState> {
  const since = new Date(now.getTime() - (shownDays + 1) * 86_400_000)
  const of = eq(syncs.connectionId, connectionId)
  const [[good], lately] = await Promise.all([
    db
      .select({ id: syncs.id })
      .from(syncs)
      .where(
        and(
          of,
          inArray(syncs.status, ['succeeded', 'with-errors']),
          inArray(syncs.type, ['full', 'incremental']),
        ),
      )
      .orderBy(desc(syncs.finishedAt))
      .limit(1),
    db
      .select({ at: syncs.createdAt, status: syncs.status })
      .from(syncs)
      .where(and(of, gte(syncs.createdAt, since))),
  ])
  return {
    lastGood: good ? await getSyncView(db, good.id) : null,
    days: runDays(lately, { now, timeZone, count: shownDays }),
  }
}
