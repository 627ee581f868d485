import { existsSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { database } from '../db/open'
import { startWorker } from '../jobs/worker'
import { type Env, parseEnv } from '../platform/env'
import { log } from '../platform/log'
import { jobDeps, jobHandlers } from '../services/jobs'
import { moveUploads } from '../sources/file/move-uploads'
import { mayPass, tryAgainMs } from './passing'
import { run } from './run'

run(async (onStop) => {
  if (existsSync('.env')) process.loadEnvFile('.env')
  const settings = parseEnv(process.env)
  if (!settings.databaseUrl) {
    throw new Error(
      'Without DATABASE_URL the portal runs the sync worker itself: only one process can open the embedded database. Set DATABASE_URL to a Postgres to run workers apart.',
    )
  }
  while (!(await start(settings, onStop))) await sleep(tryAgainMs)
  log().info('the sync worker takes jobs')
})

/** Returns false for a failure that may pass: whoever keeps it running would give up after a few of them. */
async function start(settings: Env, onStop: (stop: () => Promise<void>) => void): Promise<boolean> {
  const stores = new AsyncDisposableStack()
  try {
    const opened = await database()
    const deps = jobDeps(opened, settings)
    await moveUploads(deps)
    const worker = await startWorker(opened, jobHandlers(deps))
    stores.defer(() => opened.close())
    stores.defer(() => worker.stop())
  } catch (error) {
    if (!mayPass(error)) throw error
    log().error(`${error.message} Trying again every ${tryAgainMs / 1000} seconds.`)
    return false
  }
  onStop(() => stores.disposeAsync())
  return true
}
