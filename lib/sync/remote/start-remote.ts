import { eq, sql } from 'drizzle-orm'
import type { Db } from '../../db/open'
import { remoteRuns } from '../../db/schema'
import { RemoteConfig } from '../../model/sync/remote-source'
import type { Env } from '../../platform/env'
import { AppError } from '../../platform/errors'
import { secretsOf } from '../../sources/secrets'
import { report } from '../report'
import type { Run } from '../run-state'
import { callRemote } from './call-remote'

export interface RemoteStart {
  db: Db
  settings: Pick<Env, 'allowedHosts' | 'secretKey' | 'publicUrl'>
  signal: AbortSignal
}

/**
 * Asks the connector to begin. From then on no worker has the run in hand: the connector reports, and its silence ends the
 * run. Asked again after a crash, it gets the same id and begins once.
 */
export async function startRemote({ db, settings, signal }: RemoteStart, run: Run): Promise<void> {
  const { id: runId, connectionId } = run
  const config = RemoteConfig.parse(run.sourceConfig)
  const { signing } = await secretsOf(db, run, settings.secretKey)
  if (!signing)
    throw new AppError('invalid', 'The connection has another source by now. Start a new run of it.')
  await report({ db }, run, { phase: 'push' })
  const { silentMinutes } = config
  // Before the call: a quick connector reports before it has answered.
  await db.insert(remoteRuns).values({ syncId: runId, silentMinutes }).onConflictDoNothing()
  await callRemote({
    config,
    secret: signing,
    id: `start:${runId}`,
    body: { event: 'start', runId, connectionId, reportTo: reportAddress(settings.publicUrl, connectionId) },
    allowedHosts: settings.allowedHosts,
    signal,
  })
  const accepted = { acceptedAt: sql`now()`, heardAt: sql`now()` }
  await db.update(remoteRuns).set(accepted).where(eq(remoteRuns.syncId, runId))
}

/** Where the connector reports. */
export const reportAddress = (publicUrl: string, connectionId: string) =>
  new URL(`/api/connections/${encodeURIComponent(connectionId)}/report`, publicUrl).href
