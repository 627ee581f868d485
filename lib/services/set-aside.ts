import { and, eq } from 'drizzle-orm'
import type { Db } from '../db/open'
import { operations } from '../db/schema'
import type { JobName, Jobs } from '../jobs/queue'
import { log } from '../platform/log'

const message =
  'The worker died twice while it worked on this, so it was set aside. Look at the log and the memory of the worker, then try again.'

/** Gives up a job with which two workers died. Who waits for it is told so. */
export async function setAside(db: Db, name: JobName, data: Jobs[JobName]): Promise<void> {
  log().error({ job: name, data }, 'a job was set aside: two workers died with it')
  if (!('operationId' in data)) return
  await db
    .update(operations)
    .set({ status: 'failed', problem: { code: 'bug', message }, finishedAt: new Date() })
    .where(and(eq(operations.id, data.operationId), eq(operations.status, 'inprogress')))
}
