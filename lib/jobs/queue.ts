import { sql } from 'drizzle-orm'
import { fromDrizzle, PgBoss, type Queue } from 'pg-boss'
import type { Db, Opened } from '../db/open'
import { log } from '../platform/log'
import { once } from '../platform/once'

/** What each queue's jobs carry. */
export interface Jobs {
  /** Runs or resumes a sync. */
  sync: { syncId: string; connectionId: string; stalls?: number }
  /** Polls a schema operation once. */
  'watch-operation': { operationId: string }
  /** Takes the next step of a deletion. */
  'delete-connection': { operationId: string }
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
  'watch-operation': lasting,
  'delete-connection': lasting,
  housekeeping: { ...lasting, retryLimit: 0 },
}

interface Started {
  boss: Promise<PgBoss>
  ready: boolean
}

// Routes and instrumentation are bundled apart and must share one queue per database.
const started = () => once('queues', () => new WeakMap<Opened, Started>())

/** The job queue on this database, started on first use. */
export function queue(opened: Opened): Promise<PgBoss> {
  const known = started().get(opened)
  if (known) return known.boss
  const entry: Started = { boss: startQueue(opened), ready: false }
  started().set(opened, entry)
  entry.boss.then(
    () => {
      entry.ready = true
    },
    () => started().delete(opened),
  )
  return entry.boss
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
  if (opened.kind === 'pglite') await takeBack(boss)
  return boss
}

/** Only this process can open PGlite, so a job that is active before a worker has started has lost its worker. */
const takeBack = (boss: PgBoss) =>
  boss.getDb().executeSql("update pgboss.job set state = 'retry', start_after = now() where state = 'active'")

/** Stops the queue, waiting for running handlers. */
export async function stopQueue(opened: Opened) {
  const entry = started().get(opened)
  started().delete(opened)
  const boss = await entry?.boss
  await boss?.stop({ graceful: true, timeout: 30_000 })
}

export interface EnqueueOptions {
  startAfterSeconds?: number
  /** One waiting job per key; without it, one per data. */
  singletonKey?: string
  /** The transaction that writes the row the job is about (see `withJobs`): both appear, or neither. */
  tx?: Db
}

/** Adds a job. Asking again for one that still waits changes nothing. */
export async function enqueue<N extends JobName>(
  opened: Opened,
  name: N,
  data: Jobs[N],
  options: EnqueueOptions = {},
) {
  if (options.tx && !started().get(opened)?.ready) {
    // On PGlite the transaction holds the only connection: starting the queue would wait for it forever.
    throw new Error('Start the queue before the transaction: use withJobs.')
  }
  const boss = await queue(opened)
  await boss.send(name, data, {
    singletonKey: options.singletonKey ?? JSON.stringify(data),
    startAfter: options.startAfterSeconds,
    db: options.tx && fromDrizzle(asTransaction(options.tx), sql),
  })
}

/** A transaction that may `enqueue` with its `tx`. */
export async function withJobs<T>(opened: Opened, work: (tx: Db) => Promise<T>): Promise<T> {
  await queue(opened)
  return opened.db.transaction(work)
}

/** node-postgres answers `{ rows }` and so does PGlite; the common type of Drizzle does not say it. */
const asTransaction = (tx: Db) => tx as unknown as Parameters<typeof fromDrizzle>[0]
