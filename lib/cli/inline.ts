import { setTimeout as sleep } from 'node:timers/promises'
import { inspect } from 'node:util'
import { blobsOf } from '../blobs/blobs'
import { DatabaseError } from '../db/lock'
import { database } from '../db/open'
import { startWorker } from '../jobs/worker'
import { followServers } from '../platform/drain'
import { env } from '../platform/env'
import { log } from '../platform/log'
import { jobDeps, jobHandlers } from '../services/jobs'
import { moveUploads } from '../sources/file/move-uploads'
import { onOrphaned } from './orphaned'
import { mayPass, tryAgainMs } from './passing'

const drainSeconds = 3

/**
 * Opens the database and, unless the configuration leaves it to `npm run worker`, runs the worker inside the
 * web server. When the database cannot be used, the process ends with the reason. When a Postgres
 * cannot be reached, it is tried again, and `/readyz` reports it.
 */
export async function startInline(): Promise<void> {
  // Shut down in the order of dependence: open requests first, then the worker, then the database.
  const portal = new AsyncDisposableStack()
  const stores = portal.use(new AsyncDisposableStack())
  const drain = followServers()
  portal.defer(() => drain(drainSeconds))
  endOnSignal(portal)
  if (!(await start(stores))) void startLater(stores)
}

/** Returns false for a failure that may pass. Any other failure ends the process. */
async function start(stores: AsyncDisposableStack): Promise<boolean> {
  try {
    await startHere(stores)
    return true
  } catch (error) {
    // During a shutdown everything may fail because of it.
    if (stores.disposed) return true
    if (mayPass(error)) {
      log().error(`${error.message} Trying again every ${tryAgainMs / 1000} seconds.`)
      return false
    }
    process.stderr.write(`${error instanceof DatabaseError ? error.message : inspect(error)}\n`)
    process.exit(1)
  }
}

async function startLater(stores: AsyncDisposableStack) {
  do await sleep(tryAgainMs, undefined, { ref: false })
  while (!stores.disposed && !(await start(stores)))
}

async function startHere(stores: AsyncDisposableStack) {
  const opened = await database()
  if (stores.disposed) return await opened.close()
  stores.defer(() => opened.close())
  await moveUploads({ db: opened.db, blobs: blobsOf(opened, env()) })
  if (env().worker !== 'inline') return
  const worker = await startWorker(opened, jobHandlers(jobDeps(opened, env())))
  stores.defer(() => worker.stop())
  log().info({ database: opened.kind }, 'the sync worker takes jobs')
}

function endOnSignal(portal: AsyncDisposableStack) {
  const stop = async () => {
    if (portal.disposed) return
    await portal.disposeAsync()
    // With this variable Next does not handle the signals itself.
    if (process.env.NEXT_MANUAL_SIG_HANDLE) process.exit(0)
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop())
  onOrphaned(() => void stop())
}
