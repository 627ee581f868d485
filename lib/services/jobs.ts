import type { Opened } from '../db/open'
import type { Graph } from '../graph/client'
import type { Handlers } from '../jobs/worker'
import { runDeletion } from '../operations/deletions'
import { pollOperation } from '../operations/operations'
import { runSync } from '../sync/run'
import { tidyUp } from './housekeeping'

export interface JobDeps {
  opened: Opened
  /** As the configuration app. */
  graph: Graph
  /** As the ingestion app. */
  ingestion: Graph
  tenantId: string
}

/** What a worker does with each job. */
export const jobHandlers = (deps: JobDeps): Handlers => ({
  sync: (job, signal) => runSync({ ...deps, signal }, job),
  'watch-operation': ({ operationId }) => pollOperation(deps, operationId),
  'delete-connection': ({ operationId }) => runDeletion(deps, operationId),
  housekeeping: () => tidyUp(deps.opened),
})
