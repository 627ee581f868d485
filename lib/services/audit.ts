import { and, eq, gt, isNull, sql } from 'drizzle-orm'
import type { Db } from '../db/open'
import { audit } from '../db/schema'
import { storable } from '../model/storable'
import { diskFull, isDiskFull } from '../platform/disk'
import { AppError } from '../platform/errors'
import { log } from '../platform/log'
import { appendAudit, type NewAuditRow } from './audit/chain'
import { kept } from './audit/redact'

/** `begun`: what was to be done at Graph, written down before; its outcome follows in an entry of its own. */
export type Outcome = 'begun' | 'done' | 'refused' | 'failed'

export interface Entry {
  account: { oid: string; username: string }
  action: string
  target?: string
  input?: unknown
  outcome: Outcome
  message?: string
  requestId: string
  graphRequestId?: string
  intent?: number
}

/** Records who did what and answers the entry's id. Throws `unavailable` when that fails: then it must not be done. */
export async function writeAudit(db: Db, entry: Entry): Promise<number> {
  try {
    return await appendAudit(db, rowOf(entry))
  } catch (cause) {
    if (isDiskFull(cause)) throw diskFull(cause)
    const message = 'The audit log cannot be written, so nothing was done. Try again in a minute.'
    throw new AppError('unavailable', message, { cause })
  }
}

/** Whether the same was recorded of the same account in the last ten minutes, whatever its input was. */
export async function recordedLately(
  db: Db,
  { account, action, target }: Pick<Entry, 'account' | 'action' | 'target'>,
): Promise<boolean> {
  const same = and(
    gt(audit.at, sql`now() - interval '10 minutes'`),
    eq(audit.oid, account.oid),
    eq(audit.action, action),
    eq(audit.outcome, 'done'),
    target === undefined ? isNull(audit.target) : eq(audit.target, target),
  )
  return (await db.select({ id: audit.id }).from(audit).where(same).limit(1)).length > 0
}

/** Records what cannot be undone. When that fails, the entry goes to the log, as an error. */
export async function tryAudit(db: Db, entry: Entry): Promise<void> {
  try {
    await appendAudit(db, rowOf(entry))
  } catch (error) {
    log().error(
      { err: error, audit: { ...rowOf(entry), input: undefined } },
      'the audit log could not be written',
    )
  }
}

const rowOf = ({ account, input, ...entry }: Entry): NewAuditRow => ({
  oid: account.oid,
  username: storable(account.username),
  action: entry.action,
  target: entry.target === undefined ? null : storable(entry.target),
  input: kept(input) ?? null,
  outcome: entry.outcome,
  message: entry.message === undefined ? null : storable(entry.message.slice(0, 2_000)),
  requestId: entry.requestId,
  graphRequestId: entry.graphRequestId ?? null,
  intent: entry.intent ?? null,
})
