import { setTimeout as sleep } from 'node:timers/promises'
import { database } from '@/lib/db/open'
import { startWorker } from '@/lib/jobs/worker'
import { parseEnv } from '@/lib/platform/env'
import { jobDeps, jobHandlers } from '@/lib/services/jobs'
import { getSyncView } from '@/lib/services/sync/views'
import { contextFor } from '../support/services'
import { decide } from './members'

// Opens PGlite and works on a run of groups as the portal does there, says line by line how far it is, and ends with it. Nobody
// else can look into the database meanwhile, so it also approves what the run waits for.
const opened = await database()
const env = parseEnv(process.env)
const deps = jobDeps(opened, env)
const worker = await startWorker(opened, jobHandlers(deps))
const context = contextFor(opened, { graph: deps.configuration, ingestion: deps.ingestion, env })
const syncId = process.env.SYNC_ID ?? ''
for (;;) {
  const view = await getSyncView(opened.db, syncId)
  process.stdout.write(`${JSON.stringify(view)}\n`)
  if (view.finishedAt && !(await decide({ opened, context }, view))) break
  await sleep(20)
}
await worker.stop()
await opened.close()
process.exit(0)
