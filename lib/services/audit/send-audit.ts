import { createHash } from 'node:crypto'
import { and, asc, eq, gt, lte } from 'drizzle-orm'
import type { Db } from '../../db/open'
import { audit, auditExports } from '../../db/schema'
import { requestOutside } from '../../platform/egress'
import { sendOutside } from '../../platform/egress-socket'
import type { Env } from '../../platform/env'
import { AppError } from '../../platform/errors'
import { log } from '../../platform/log'
import { requeueSeconds } from '../../platform/retry'
import { sign } from '../../platform/signature'
import type { AuditRow } from './chain'
import { framed, syslogOf } from './syslog'

const batch = 200
/** So many batches one look sends; the next look goes on. */
const mostBatches = 20
const timeoutMs = 15_000
/** So long nobody else sends what somebody has taken; after a crash it is sent again then. */
const claimMs = 60_000

interface Deps {
  db: Db
  settings: Pick<Env, 'auditExport' | 'allowedHosts' | 'publicUrl'>
  clock: () => Date
}

/**
 * Sends entries of the audit log that were not sent yet to the configured place: in the order of the log, each at least
 * once. Where it stands is in the database, and moves on only after the other side has taken a batch.
 */
export async function sendAudit(deps: Deps, signal?: AbortSignal): Promise<void> {
  const { db, settings, clock } = deps
  if (!settings.auditExport) return
  const place = placeOf(settings.auditExport)
  await db.insert(auditExports).values({ place, nextAt: clock() }).onConflictDoNothing()
  for (let n = 0; n < mostBatches && !signal?.aborted; n += 1) if (!(await sendBatch(deps, place))) return
}

const placeOf = ({ url }: { url: string }) => createHash('sha256').update(url).digest('hex')

/** The last entry that was sent on; undefined when none is to be. */
export async function sentThrough(db: Db, { auditExport }: Pick<Env, 'auditExport'>) {
  if (!auditExport) return undefined
  const [sent] = await db
    .select()
    .from(auditExports)
    .where(eq(auditExports.place, placeOf(auditExport)))
  return sent?.throughId ?? 0
}

/** Answers whether there may be more to send. */
async function sendBatch({ db, settings, clock }: Deps, place: string): Promise<boolean> {
  const now = clock()
  const [mine] = await db
    .update(auditExports)
    .set({ nextAt: new Date(now.getTime() + claimMs) })
    .where(and(eq(auditExports.place, place), lte(auditExports.nextAt, now)))
    .returning()
  if (!mine) return false
  const { throughId, tries } = mine
  const here = and(eq(auditExports.place, place), eq(auditExports.throughId, throughId))
  const rows = await db
    .select()
    .from(audit)
    .where(gt(audit.id, throughId))
    .orderBy(asc(audit.id))
    .limit(batch)
  try {
    if (rows.length > 0) await deliver(settings, rows, now)
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    const nextAt = new Date(now.getTime() + requeueSeconds(tries) * 1000)
    await db
      .update(auditExports)
      .set({ nextAt, tries: tries + 1, problem: error.message })
      .where(here)
    log().error({ err: error, entries: rows.length, throughId }, 'the audit log could not be sent on')
    return false
  }
  const last = rows.at(-1)?.id ?? throughId
  await db.update(auditExports).set({ throughId: last, nextAt: now, tries: 0, problem: null }).where(here)
  return rows.length === batch
}

async function deliver(settings: Deps['settings'], rows: readonly AuditRow[], now: Date): Promise<void> {
  const { auditExport, allowedHosts, publicUrl } = settings
  if (!auditExport) return
  const { url, secret } = auditExport
  const syslog = /^syslog\+(tls|tcp|udp):\/\/([^/]+)/.exec(url)
  if (syslog) {
    const [, kind, to = ''] = syslog as unknown as [string, 'tls' | 'tcp' | 'udp', string]
    const messages = rows.map((row) => syslogOf(row, new URL(publicUrl).hostname))
    const parts = kind === 'udp' ? messages : messages.map(framed)
    return await sendOutside({ kind, to, parts, allowedHosts, timeoutMs })
  }
  const body = rows.map((row) => `${JSON.stringify(row)}\n`).join('')
  // The same entries have the same id, so that who gets them twice can tell.
  const id = `audit-${rows[0]?.id}-${rows.at(-1)?.id}`
  const headers = { 'content-type': 'application/x-ndjson', ...sign(secret, id, now, body) }
  const answer = await requestOutside({ url, method: 'POST', headers, body, allowedHosts, timeoutMs })
  answer.body.destroy()
  if (answer.status < 200 || answer.status >= 300)
    throw new AppError('unavailable', `The webhook of the audit log answered ${answer.status}.`)
}
