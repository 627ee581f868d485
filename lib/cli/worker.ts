import { existsSync } from 'node:fs'
import { database } from '../db/open'
import { startWorker } from '../jobs/worker'
import { parseEnv } from '../platform/env'
import { log } from '../platform/log'
import { jobDeps, jobHandlers } from '../services/jobs'
import { moveUploads } from '../sources/file/move-uploads'
import { run } from './run'

run(async (onStop) => {
  if (existsSync('.env')) process.loadEnvFile('.env')
  const settings = parseEnv(process.env)
  if (!settings.databaseUrl) {
    throw new Error(
      'Without DATABASE_URL the portal runs the sync worker itself: only one process can open the embedded database. Set DATABASE_URL to a Postgres to run workers apart.',
    )
  }
  const opened = await database()
  onStop(() => opened.close())
  const deps = jobDeps(opened, settings)
  await moveUploads(deps)
  const worker = await startWorker(opened, jobHandlers(deps))
  onStop(() => worker.stop())
  log().info('the sync worker takes jobs')
})
