import type { JobWithMetadata } from 'pg-boss'
import type { Opened } from '../db/open'
import { endLeasesOfDead } from './end-leases'
import { startHeartbeat } from './heartbeat'
import { type JobName, type Jobs, jobQueue, queue, stopQueue } from './queue'
import { startTicker } from './ticker'

/** What is done with a job of each queue; `signal` is aborted when the worker has to stop. */
type JobHandlers = { [N in JobName]: (data: Jobs[N], signal: AbortSignal) => Promise<unknown> }
export type Handlers = JobHandlers & {
  /** Done every few seconds in every worker: looks at what the time has made due. */
  tick: (signal: AbortSignal) => Promise<unknown>
  /** Done instead of a job with which two workers have died. */
  setAside: (name: JobName, data: Jobs[JobName]) => Promise<unknown>
  /** Done twice a second in every worker: takes over from workers that are gone. */
  takeOver: (signal: AbortSignal) => Promise<unknown>
}

/** Syncs that one process runs at once, of different connections. */
const syncsAtOnce = 4
/** pg-boss keeps a job active for a day at most, so a longer run is requeued before. */
const handOnMs = 20 * 3600_000

const tickMs = 3_000
const takeOverMs = 500

/** Whether two workers died with the job, as the silence of their heartbeats tells: a third one would die too. */
const hasKilledTwice = ({ retryCount, output }: { retryCount: number; output: object }) =>
  retryCount >= 2 && JSON.stringify(output ?? '').includes('heartbeat timeout')

/** Starts working on jobs. `stop` records what has been done and requeues the rest for the next worker. */
export async function startWorker(opened: Opened, handlers: Handlers): Promise<{ stop(): Promise<void> }> {
  const boss = await queue(opened)
  if (opened.kind === 'postgres' && opened.dataDir) await endLeasesOfDead(opened.db)
  const stopping = new AbortController()
  const jobHandlers: JobHandlers = handlers

  // A new job wakes a worker. Polling finds jobs that are due, and jobs whose worker died.
  const take = <N extends JobName>(name: N, localConcurrency: number, notifyPollingIntervalSeconds: number) =>
    boss.work(
      name,
      {
        localConcurrency,
        // A job that comes back from a dead worker wakes nobody, and polling is what finds it.
        pollingIntervalSeconds: Math.min(2, notifyPollingIntervalSeconds),
        notifyPollingIntervalSeconds,
        heartbeatRefreshSeconds: 5,
        includeMetadata: true,
      },
      async (jobs: JobWithMetadata<Jobs[N]>[]) => {
        for (const { data, signal, ...past } of jobs) {
          // A run counts for itself: it may have come further in between.
          if (name !== 'sync' && hasKilledTwice(past)) {
            await handlers.setAside(name, data)
            continue
          }
          const enough = AbortSignal.any([stopping.signal, signal, AbortSignal.timeout(handOnMs)])
          await jobHandlers[name](data, enough)
        }
      },
    )

  await take('sync', syncsAtOnce, 1)
  await take('command', 2, 1)
  await take('watch-operation', 2, 2)
  await take('delete-connection', 1, 2)
  await take('start-scheduled', 2, 2)
  await take('start-followers', 1, 2)
  await take('cancel-remote', 2, 2)
  await take('send-alert', 2, 2)
  await take('housekeeping', 1, 60)
  await jobQueue(opened).add('housekeeping', {})
  await boss.schedule('housekeeping', '17 3 * * *')

  const tickers = [
    startTicker(tickMs, handlers.tick, stopping.signal),
    startTicker(takeOverMs, handlers.takeOver, stopping.signal),
    startHeartbeat(opened.db, stopping.signal),
  ]

  return {
    async stop() {
      stopping.abort(new Error('The worker stops.'))
      await Promise.all(tickers.map(({ stopped }) => stopped))
      await stopQueue(opened)
    },
  }
}
