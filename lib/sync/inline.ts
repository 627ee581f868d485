import { inspect } from 'node:util'
import { DatabaseError } from '../db/lock'
import { database } from '../db/open'
import { configurationGraph, ingestionGraph } from '../entra'
import { env } from '../env'
import { log } from '../log'
import { once } from '../once'
import { startWorker } from './worker'

/**
 * Opens the database and, unless the configuration leaves it to `npm run worker`, runs the worker inside the
 * web server. Without a database there is nothing to serve: the process ends with the reason.
 */
export async function startInline(): Promise<void> {
  try {
    await database()
    if (env().worker === 'inline') await once('worker', startHere)
  } catch (error) {
    const known = error instanceof DatabaseError
    process.stderr.write(`${known ? error.message : inspect(error)}\n`)
    process.exit(1)
  }
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
