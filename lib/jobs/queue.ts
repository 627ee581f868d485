import { sql } from 'drizzle-orm'
import { fromDrizzle, PgBoss, type Queue } from 'pg-boss'
import type { Db, Opened } from '../db/open'
import { log } from '../platform/log'
import { once } from '../platform/once'
import { endLeases } from './end-leases'

/** What each queue's jobs carry. */
export interface Jobs {
  /** Runs or resumes a sync. */
  sync: { syncId: string; connectionId: string; stalls?: number }
  /** Does what was asked for of a connection, unless a run of it does. */
  command: { connectionId: string }
  /** Polls a schema operation once. */
  'watch-operation': { operationId: string }
  /** Takes the next step of a deletion. */
  'delete-connection': { operationId: string }
  /** Starts the run of a schedule's due time. */
  'start-scheduled': { eventId: string; connectionId: string; tries?: number }
  /** Starts the schedules that follow a run that has succeeded. */
  'start-followers': { syncId: string; connectionId: string }
  /** Tells a connector elsewhere that its run is cancelled. */
  'cancel-remote': { syncId: string }
  /** Sends a message of an alert rule. */
  'send-alert': { messageId: string }
  /** Removes what has expired. */
  housekeeping: Record<string, never>
}
export type JobName = keyof Jobs

// When a worker dies, its heartbeat stops and another worker claims the job within half a minute. Expiry is the last
// resort, as late as pg-boss allows; a long run is requeued before (see worker.ts).
const lasting = {
  // `short`: one waiting job per key, however often it is asked for.
  policy: 'short',
  heartbeatSeconds: 20,
  expireInSeconds: 24 * 60 * 60,
  retryLimit: 10_000,
  retryDelay: 0,
  deleteAfterSeconds: 24 * 60 * 60,
  // Workers are notified of a new job at once, so they need not poll often.
  notify: true,
} satisfies Omit<Queue, 'name'>

const queues: Record<JobName, Omit<Queue, 'name'>> = {
  sync: lasting,
  command: lasting,
  'watch-operation': lasting,
  'delete-connection': lasting,
  'start-scheduled': lasting,
  'start-followers': lasting,
  'cancel-remote': lasting,
  'send-alert': lasting,
  housekeeping: { ...lasting, retryLimit: 0 },
}

// Routes and instrumentation are bundled apart and must share one queue per database.
const started = () => once('queues', () => new WeakMap<Opened, Promise<PgBoss>>())

/** The job queue on this database, started on first use. */
export function queue(opened: Opened): Promise<PgBoss> {
  const known = started().get(opened)
  if (known) return known
  const boss = startQueue(opened)
  started().set(opened, boss)
  // What failed to start is tried again by whoever asks next.
  boss.catch(() => started().delete(opened))
  return boss
}

async function startQueue(opened: Opened) {
  const boss = new PgBoss({
    ...opened.queueDb,
    useListenNotify: true,
    superviseIntervalSeconds: 10,
    monitorIntervalSeconds: 10,
  })
  boss.on('error', (error) => log().error({ err: error }, 'the job queue had an error'))
  await boss.start()
  for (const [name, options] of Object.entries(queues)) {
    await boss.createQueue(name, options)
    // Puts the queue's definition into pg-boss's cache: sending within a transaction must not look it up,
    // since PGlite has one connection and the transaction holds it.
    await boss.findJobs(name, { key: 'none' })
  }
  if (opened.kind === 'pglite') await takeBack(boss, opened)
  return boss
}

/**
 * Only this process can open PGlite, so a job that is active before a worker has started has lost its worker, and a lease
 * that nobody gave back has lost its holder.
 */
async function takeBack(boss: PgBoss, { db, lockedAt }: Opened) {
  await boss
    .getDb()
    .executeSql("update pgboss.job set state = 'retry', start_after = now() where state = 'active'")
  await endLeases(db, { diedAt: lockedAt })
}

/** Stops the queue, waiting for running handlers. */
export async function stopQueue(opened: Opened) {
  const boss = await started().get(opened)
  started().delete(opened)
  await boss?.stop({ graceful: true, timeout: 30_000 })
}

interface JobOptions {
  startAfterSeconds?: number
  /** One waiting job per key; without it, one per data. */
  singletonKey?: string
}

/** Adds a job. Asking again for one that still waits changes nothing. */
type Add = <N extends JobName>(name: N, data: Jobs[N], options?: JobOptions) => Promise<void>

/** Where jobs are put. */
export interface JobQueue {
  add: Add
  /** A transaction that writes rows and adds the jobs about them: both appear, or neither. */
  transaction<T>(work: (tx: Db, add: Add) => Promise<T>): Promise<T>
}

export function jobQueue(opened: Opened): JobQueue {
  const adding =
    (tx?: Db): Add =>
    async (name, data, { singletonKey = JSON.stringify(data), startAfterSeconds } = {}) => {
      const boss = await queue(opened)
      await boss.send(name, data, {
        singletonKey,
        startAfter: startAfterSeconds,
        db: tx && fromDrizzle(asTransaction(tx), sql),
      })
    }
  return {
    add: adding(),
    async transaction(work) {
      // On PGlite the transaction holds the only connection: starting the queue within would wait for it forever.
      await queue(opened)
      return await opened.db.transaction((tx) => work(tx, adding(tx)))
    },
  }
}

/** node-postgres answers `{ rows }` and so does PGlite; the common type of Drizzle does not say it. */
const asTransaction = (tx: Db) => tx as unknown as Parameters<typeof fromDrizzle>[0]
