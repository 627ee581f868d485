import { and, lt, notInArray, sql } from 'drizzle-orm'
import { expired } from '../blobs/blobs'
import {
  alertMessages,
  blobs as blobRows,
  commands,
  limits,
  scheduleEvents,
  sessions,
  signIns,
  triggerCalls,
} from '../db/schema'
import type { Env } from '../platform/env'
import { neededSnapshots } from '../snapshots/needed'
import type { UploadStore } from '../sources/file/stored-upload'
import { removeBrokenOff, removeUnmapped } from '../sources/file/uploads'
import { tellCounted } from './audit/refusals'
import { retainAudit } from './audit/retain'
import { sentThrough } from './audit/send-audit'
import { retainRuns } from './sync/retain-runs'

/**
 * Deletes what has expired: sessions, unfinished sign-ins, what became of due times, uploads that broke off or were never
 * mapped, and bytes that nothing belongs to.
 */
export async function tidyUp({
  db,
  blobs,
  settings,
}: UploadStore & {
  settings?: Pick<Env, 'auditExport' | 'auditRetentionDays' | 'runRetentionDays'>
}): Promise<void> {
  await db.delete(sessions).where(lt(sessions.expiresAt, sql`now()`))
  await db.delete(signIns).where(lt(signIns.createdAt, sql`now() - interval '1 day'`))
  await db.delete(alertMessages).where(lt(alertMessages.at, sql`now() - interval '90 days'`))
  await db.delete(commands).where(lt(commands.finishedAt, sql`now() - interval '30 days'`))
  await db.delete(triggerCalls).where(lt(triggerCalls.at, sql`now() - interval '1 day'`))
  await db.delete(scheduleEvents).where(lt(scheduleEvents.at, sql`now() - interval '90 days'`))
  await db.delete(limits).where(lt(limits.expire, sql`now()`))
  await removeBrokenOff({ db, blobs })
  await removeUnmapped({ db, blobs })
  await blobs.delete(and(expired, notInArray(blobRows.id, neededSnapshots(db))))
  await blobs.sweep()
  await tellCounted(db)
  if (settings?.runRetentionDays) await retainRuns(db, settings.runRetentionDays)
  if (settings?.auditRetentionDays)
    await retainAudit(db, settings.auditRetentionDays, new Date(), await sentThrough(db, settings))
}
