import { database } from '../db/open'
import { configurationGraph, ingestionGraph } from '../entra'
import { env } from '../env'
import { log } from '../log'
import { once } from '../once'
import { startWorker } from './worker'

/** Runs the worker inside the web server, unless the configuration leaves it to `npm run worker`. */
export async function startInline(): Promise<void> {
  if (env().worker === 'inline') await once('worker', startHere)
}

async function startHere() {
  const opened = await database()
  const deps = { opened, graph: configurationGraph(), ingestion: ingestionGraph(), tenantId: env().tenantId }
  const worker = await startWorker(deps)
  log().info({ database: opened.kind }, 'the sync worker takes jobs')

  const stop = async () => {
    await worker.stop()
    await opened.close()
    // With this variable Next leaves the signals to us; otherwise it ends the process itself.
    if (process.env.NEXT_MANUAL_SIG_HANDLE) process.exit(0)
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop())
}
