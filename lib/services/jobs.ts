import { blobsOf } from '../blobs/blobs'
import type { Opened } from '../db/open'
import { configurationGraph, ingestionGraph } from '../entra/tokens'
import { jobQueue } from '../jobs/queue'
import type { Handlers } from '../jobs/worker'
import { runDeletion } from '../operations/deletions'
import { pollOperation } from '../operations/operations'
import type { Env } from '../platform/env'
import { log } from '../platform/log'
import { runCommands } from '../sync/commands/run-commands'
import { cancelRemote, noteCancelled } from '../sync/remote/cancel-remote'
import { endSilent } from '../sync/remote/end-silent'
import { runSync } from '../sync/run'
import { requeueOrphans } from '../sync/takeover'
import { checkAlerts } from './alerts/check-alerts'
import { sendAlert } from './alerts/send-alert'
import { sendAudit } from './audit/send-audit'
import type { Resources } from './context'
import { retryDueGroups } from './groups/retry-due-groups'
import { tidyUp } from './housekeeping'
import { takeDue } from './schedules/due'
import { startFollowers } from './schedules/start-followers'
import { startScheduled } from './schedules/start-scheduled'
import { setAside } from './set-aside'

export interface JobDeps extends Resources {
  tenantId: string
}

/** What a worker of this process works with. */
export const jobDeps = (opened: Opened, settings: Env): JobDeps => ({
  db: opened.db,
  blobs: blobsOf(opened, settings),
  queue: jobQueue(opened),
  configuration: configurationGraph(),
  ingestion: ingestionGraph(),
  settings,
  clock: () => new Date(),
  tenantId: settings.tenantId,
})

/** What a worker does with each job. */
export const jobHandlers = (deps: JobDeps): Handlers => ({
  sync: (job, signal) => runSync({ ...deps, signal }, job),
  command: (job, signal) => runCommands({ ...deps, signal }, job),
  'watch-operation': ({ operationId }) => pollOperation(deps, operationId),
  'delete-connection': ({ operationId }) => runDeletion(deps, operationId),
  'start-scheduled': (job) => startScheduled(deps, job),
  'cancel-remote': (job, signal) => cancelRemote({ ...deps, signal }, job),
  'start-followers': (job) => startFollowers(deps, job),
  'send-alert': (job) => sendAlert(deps, job),
  tick: (signal) =>
    eachOf(signal, [
      () => takeDue(deps, signal),
      () => retryDueGroups(deps),
      () => endSilent(deps.db),
      () => noteCancelled(deps),
      () => checkAlerts(deps, signal),
      () => sendAudit(deps, signal),
    ]),
  takeOver: () => requeueOrphans(deps),
  setAside: (name, data) => setAside(deps.db, name, data),
  housekeeping: () => tidyUp(deps),
})

/** One that fails does not keep those after it from being done. */
async function eachOf(signal: AbortSignal, works: readonly (() => Promise<unknown>)[]) {
  for (const work of works) {
    if (signal.aborted) return
    try {
      await work()
    } catch (error) {
      if (!signal.aborted) log().error({ err: error }, 'what is done every few seconds failed')
    }
  }
}
