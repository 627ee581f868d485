import { eq, sql } from 'drizzle-orm'
import type { Db } from '../db/open'
import { schedules } from '../db/schema'
import type { JobQueue } from '../jobs/queue'
import type { RunType } from '../model/sync/run-type'
import type { SyncStatus } from '../model/sync/status'
import { isGood } from '../model/sync/status'

type Add = Parameters<Parameters<JobQueue['transaction']>[0]>[1]

interface Ended {
  id: string
  connectionId: string
  type: RunType
  status: SyncStatus
}

/** Only what reads the source says that a connection is up to date. */
const readsSource: readonly RunType[] = ['full', 'incremental']

/** Adds the job that starts what follows this run, in the transaction that ends it: both happen, or neither. */
export async function tellFollowers(tx: Db, add: Add, { id, connectionId, type, status }: Ended) {
  if (!isGood({ status }) || !readsSource.includes(type)) return
  const [follower] = await tx
    .select({ id: schedules.id })
    .from(schedules)
    .where(eq(followed, connectionId))
    .limit(1)
  if (follower) await add('start-followers', { syncId: id, connectionId })
}

/** The connection that a schedule follows; null when it follows none. */
export const followed = sql<string | null>`${schedules.settings}->'rule'->>'connectionId'`
