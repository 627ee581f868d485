import { lt, sql } from 'drizzle-orm'
import type { Db } from '../db/open'
import { limits, scheduleEvents, sessions, signIns } from '../db/schema'
import { removeBrokenOff } from '../sources/file/uploads'

/**
 * Deletes what has expired: sessions, unfinished sign-ins, what became of due times, and the bytes of interrupted
 * uploads.
 */
export async function tidyUp(db: Db): Promise<void> {
  await db.delete(sessions).where(lt(sessions.expiresAt, sql`now()`))
  await db.delete(signIns).where(lt(signIns.createdAt, sql`now() - interval '1 day'`))
  await db.delete(scheduleEvents).where(lt(scheduleEvents.at, sql`now() - interval '90 days'`))
  await db.delete(limits).where(lt(limits.expire, sql`now()`))
  await removeBrokenOff(db)
}
