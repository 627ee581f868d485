import { and, eq } from 'drizzle-orm'
import type { Db } from '../db/open'
import { alertMessages, operations } from '../db/schema'
import type { JobName, Jobs } from '../jobs/queue'
import { log } from '../platform/log'
import { settleEvent } from './schedules/events'

const message =
  'The worker died twice while it worked on this, so it was set aside. Look at the log and the memory of the worker, then try again.'

/** Gives up a job with which two workers died. Who waits for it is told so. */
export async function setAside(db: Db, name: JobName, data: Jobs[JobName]): Promise<void> {
  log().error({ job: name, data }, 'a job was set aside: two workers died with it')
  // It would count as one that still waits to start, and keep those after it from starting.
  if ('eventId' in data) await settleEvent(db, data.eventId, { outcome: 'failed', reason: message })
  if ('messageId' in data)
    await db.update(alertMessages).set({ problem: message }).where(eq(alertMessages.id, data.messageId))
  if (!('operationId' in data)) return
  await db
    .update(operations)
    .set({ status: 'failed', problem: { code: 'bug', message }, finishedAt: new Date() })
    .where(and(eq(operations.id, data.operationId), eq(operations.status, 'inprogress')))
}
