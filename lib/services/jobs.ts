import type { Db, Opened } from '../db/open'
import { configurationGraph, ingestionGraph } from '../entra/tokens'
import type { Graph } from '../graph/client'
import { type JobQueue, jobQueue } from '../jobs/queue'
import type { Handlers } from '../jobs/worker'
import { runDeletion } from '../operations/deletions'
import { pollOperation } from '../operations/operations'
import { runSync } from '../sync/run'
import { tidyUp } from './housekeeping'

export interface JobDeps {
  db: Db
  queue: JobQueue
  /** As the configuration app. */
  configuration: Graph
  /** As the ingestion app. */
  ingestion: Graph
  tenantId: string
}

/** What a worker of this process works with. */
export const jobDeps = (opened: Opened, tenantId: string): JobDeps => ({
  db: opened.db,
  queue: jobQueue(opened),
  configuration: configurationGraph(),
  ingestion: ingestionGraph(),
  tenantId,
})

/** What a worker does with each job. */
export const jobHandlers = (deps: JobDeps): Handlers => ({
  sync: (job, signal) => runSync({ ...deps, signal }, job),
  'watch-operation': ({ operationId }) => pollOperation(deps, operationId),
  'delete-connection': ({ operationId }) => runDeletion(deps, operationId),
  housekeeping: () => tidyUp(deps.db),
})
