import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import type { Db } from '../../db/open'
import { commands } from '../../db/schema'
import type { JobQueue } from '../../jobs/queue'
import { needNotDeleting } from '../../operations/deletions'

interface Asking {
  connectionId: string
  groupIds: string[]
  askedBy: string
}

/**
 * Has whoever holds the lease of the connection bring Graph to what the store says of these groups: a run in its own
 * window, or a worker. In the transaction that changes the store.
 */
export async function askForChanges(
  { db, queue }: { db: Db; queue: Pick<JobQueue, 'add'> },
  { connectionId, groupIds, askedBy }: Asking,
) {
  // A deletion that starts at the same moment takes the same lock.
  await db.execute(sql`select pg_advisory_xact_lock(hashtext(${`deletion of ${connectionId}`}))`)
  await needNotDeleting(db, connectionId)
  await db.insert(commands).values({ id: randomUUID(), connectionId, records: { groupIds }, askedBy })
  await queue.add('command', { connectionId })
}
