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

  // A new job wakes a worker; looking finds those whose time has come or whose worker died.
  const take = <N extends JobName>(
    name: N,
    { atOnce, lookEverySeconds }: { atOnce: number; lookEverySeconds: number },
    handle: (data: Jobs[N], signal: AbortSignal) => Promise<unknown>,
  ) =>
    boss.work<Jobs[N]>(
      name,
      {
        localConcurrency: atOnce,
        notifyPollingIntervalSeconds: lookEverySeconds,
        heartbeatRefreshSeconds: 5,
      },
      async (jobs) => {
        for (const { data, signal } of jobs) await handle(data, signal)
      },
    )

  await take('sync', { atOnce: syncsAtOnce, lookEverySeconds: 10 }, (data, signal) => {
    const enough = AbortSignal.any([stopping.signal, signal, AbortSignal.timeout(handOnMs)])
    return runSync({ ...deps, signal: enough }, data)
  })
  await take('watch-operation', { atOnce: 2, lookEverySeconds: 2 }, (job) =>
    pollOperation(deps, job.operationId),
  )
  await take('delete-connection', { atOnce: 1, lookEverySeconds: 2 }, (job) =>
    runDeletion(deps, job.operationId),
  )
  await take('housekeeping', { atOnce: 1, lookEverySeconds: 60 }, () => tidyUp(opened))
  await enqueue(opened, 'housekeeping', {})
  await boss.schedule('housekeeping', '17 3 * * *')

  return {
    async stop() {
      stopping.abort(new Error('The worker stops.'))
      await stopQueue(opened)
    },
  }
}
