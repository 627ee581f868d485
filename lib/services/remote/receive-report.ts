import { and, eq, sql } from 'drizzle-orm'
import type { Db } from '../../db/open'
import { remoteRuns, sources, syncErrors, syncs, triggerCalls } from '../../db/schema'
import { RemoteReport } from '../../model/sync/remote-source'
import { isLive, type SyncStatus } from '../../model/sync/status'
import { AppError } from '../../platform/errors'
import { verify } from '../../platform/signature'
import { secretsOf } from '../../sources/secrets'
import { tellFollowers } from '../../sync/followers'
import { endOf, progressOf } from '../../sync/remote/apply-report'
import { needAdmissible } from '../admissible'
import type { Resources } from '../context'
import { invalidInput, type Result } from '../result'
import type { SignedCall } from '../triggers/receive-call'

/** What a connector is told: it goes on as long as its run is `running`. */
export interface ReportAnswer {
  status: SyncStatus
  /** The report was received before, or a later one has overtaken it; nothing was counted. */
  repeated: boolean
}

const mostErrors = 20_000

/**
 * Takes what a remote connector reports of its run, signed with the secret that it was given. A report counts once, however
 * often it is sent. Throws `unauthenticated` in the same words whatever is wrong, and `conflict` when the run is over.
 */
export async function receiveReport(deps: Resources, call: SignedCall): Promise<Result<ReportAnswer>> {
  const { db, queue, settings, clock } = deps
  const [source] = await db
    .select({ connectionId: sources.connectionId, sourceKind: sources.kind })
    .from(sources)
    .where(sql`lower(${sources.connectionId}) = ${call.connectionId.toLowerCase()}`)
  const { signing } = source?.sourceKind === 'remote' ? await secretsOf(db, source, settings.secretKey) : {}
  if (!source || !signing) throw refused('The signature is not right.')
  const verified = verify(signing, call.headers, call.body, clock())
  if ('refused' in verified) throw refused(verified.refused)
  const report = reportOf(call.body)
  const { connectionId } = source
  return await queue.transaction(async (tx, add) => {
    const [row] = await tx
      .select({ run: syncs, remote: remoteRuns })
      .from(syncs)
      .innerJoin(remoteRuns, eq(remoteRuns.syncId, syncs.id))
      .where(and(eq(syncs.id, report.runId), eq(syncs.connectionId, connectionId)))
      .for('update')
    if (!row) throw new AppError('not-found', 'The console does not know this run of the connection.')
    const { run, remote } = row
    const [first] = await tx
      .insert(triggerCalls)
      // No id of a call has a slash, so those of the webhook are others.
      .values({ connectionId, callId: `report/${verified.id}` })
      .onConflictDoNothing()
      .returning({ callId: triggerCalls.callId })
    if (!first) return answer(run.status, true)
    if (!isLive(run))
      throw new AppError('conflict', `The run is over (${run.status}). Stop, and wait for the next start.`)
    const overtaken = report.sequence <= remote.sequence
    const heard = { heardAt: sql`now()`, ...(overtaken ? {} : { sequence: report.sequence }) }
    await tx.update(remoteRuns).set(heard).where(eq(remoteRuns.syncId, run.id))
    if (overtaken) return answer(run.status, true)
    const end = endOf(report)
    await tx
      .update(syncs)
      .set({ ...progressOf(report, run, remote.heardAt, new Date()), ...end })
      .where(eq(syncs.id, run.id))
    await keepErrors(tx, report)
    if (end.status) await tellFollowers(tx, add, { ...run, status: end.status })
    return answer(end.status ?? run.status, false)
  })
}

async function keepErrors(tx: Db, { runId, errors }: RemoteReport) {
  if (errors.length === 0) return
  const before = await tx.$count(syncErrors, eq(syncErrors.syncId, runId))
  const rows = errors.slice(0, Math.max(0, mostErrors - before)).map((one) => ({ syncId: runId, ...one }))
  if (rows.length > 0) await tx.insert(syncErrors).values(rows).onConflictDoNothing()
}

function reportOf(body: string): RemoteReport {
  let read: unknown
  try {
    read = JSON.parse(body)
  } catch (cause) {
    throw new AppError('invalid', 'The report is no JSON.', { cause })
  }
  needAdmissible(read)
  const parsed = RemoteReport.safeParse(read)
  if (!parsed.success) throw invalidInput(parsed.error)
  return parsed.data
}

const answer = (status: SyncStatus, repeated: boolean): Result<ReportAnswer> => ({
  ok: true,
  value: { status, repeated },
})

const refused = (why: string) => new AppError('unauthenticated', `The report is refused. ${why}`)
