import type { Opened } from '../db/open'
import type { Graph } from '../graph/client'
import { runDeletion } from './deletions'
import { tidyUp } from './housekeeping'
import { pollOperation } from './operations'
import { enqueue, type JobName, type Jobs, queue, stopQueue } from './queue'
import { runSync } from './run'

export interface WorkerDeps {
  opened: Opened
  /** As the configuration app. */
  graph: Graph
  /** As the ingestion app. */
  ingestion: Graph
  tenantId: string
}

/** Syncs that one process runs at once, of different connections. */
const syncsAtOnce = 4
/** pg-boss holds a job for a day at most: a longer run is handed on before. */
const handOnMs = 20 * 3600_000

/** Takes jobs from now on. `stop` writes down what has been done and leaves the rest to the next worker. */
export async function startWorker(deps: WorkerDeps): Promise<{ stop(): Promise<void> }> {
  const { opened } = deps
  const boss = await queue(opened)
  const stopping = new AbortController()

  const take = <N extends JobName>(
    name: N,
    handle: (data: Jobs[N], signal: AbortSignal) => Promise<unknown>,
    localConcurrency = 1,
  ) =>
    boss.work<Jobs[N]>(name, { localConcurrency, pollingIntervalSeconds: 1 }, async (jobs) => {
      for (const { data, signal } of jobs) await handle(data, signal)
    })

  await take(
    'sync',
    (data, signal) => {
      const enough = AbortSignal.any([stopping.signal, signal, AbortSignal.timeout(handOnMs)])
      return runSync({ ...deps, signal: enough }, data)
    },
    syncsAtOnce,
  )
  await take('watch-operation', ({ operationId }) => pollOperation(deps, operationId), 4)
  await take('delete-connection', ({ operationId }) => runDeletion(deps, operationId), 2)
  await take('housekeeping', () => tidyUp(opened))
  await enqueue(opened, 'housekeeping', {})
  await boss.schedule('housekeeping', '17 3 * * *')

  return {
    async stop() {
      stopping.abort(new Error('The worker stops.'))
      await stopQueue(opened)
    },
  }
}
