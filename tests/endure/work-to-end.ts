import { setTimeout as sleep } from 'node:timers/promises'
import { database } from '@/lib/db/open'
import { startWorker } from '@/lib/jobs/worker'
import { parseEnv } from '@/lib/platform/env'
import { jobDeps, jobHandlers } from '@/lib/services/jobs'
import { getSyncView } from '@/lib/services/sync/views'

// Opens PGlite and works on a run as the portal does there, prints how it ended, and ends.
const opened = await database()
const worker = await startWorker(opened, jobHandlers(jobDeps(opened, parseEnv(process.env))))
const syncId = process.env.SYNC_ID ?? ''
let view = await getSyncView(opened.db, syncId)
for (; !view.finishedAt; view = await getSyncView(opened.db, syncId)) await sleep(200)
await worker.stop()
await opened.close()
process.stdout.write(`${JSON.stringify(view)}\n`, () => process.exit(0))
