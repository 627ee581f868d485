import { inspect } from 'node:util'
import { DatabaseError } from '../db/lock'
import { database } from '../db/open'
import { configurationGraph, ingestionGraph } from '../entra/tokens'
import { startWorker } from '../jobs/worker'
import { followServers } from '../platform/drain'
import { env } from '../platform/env'
import { log } from '../platform/log'
import { jobHandlers } from '../services/jobs'

const tryAgainMs = 5_000
const drainSeconds = 3

/** What this process has to end when it is told to, last first. */
type Stops = (() => Promise<void>)[]

/**
 * Opens the database and, unless the configuration leaves it to `npm run worker`, runs the worker inside the
 * web server. Without a database there is nothing to serve, and the process ends with the reason; a Postgres
 * that cannot be reached is waited for, while `/readyz` tells of it.
 */
export async function startInline(): Promise<void> {
  const stops: Stops = []
  onSignal(stops)
  const drain = followServers()
  await start(stops)
  stops.push(() => drain(drainSeconds))
}

async function start(stops: Stops): Promise<void> {
  try {
    await startHere(stops)
  } catch (error) {
    if (error instanceof DatabaseError && error.passing) {
      log().error(`${error.message} Trying again every ${tryAgainMs / 1000} seconds.`)
      setTimeout(() => void start(stops), tryAgainMs).unref()
      return
    }
    process.stderr.write(`${error instanceof DatabaseError ? error.message : inspect(error)}\n`)
    process.exit(1)
  }
}

async function startHere(stops: Stops) {
  const opened = await database()
  stops.unshift(() => opened.close())
  if (env().worker !== 'inline') return
  const deps = { opened, graph: configurationGraph(), ingestion: ingestionGraph(), tenantId: env().tenantId }
  const worker = await startWorker(opened, jobHandlers(deps))
  stops.splice(1, 0, () => worker.stop())
  log().info({ database: opened.kind }, 'the sync worker takes jobs')
}

function onSignal(stops: Stops) {
  let stopping = false
  const stop = async () => {
    if (stopping) return
    stopping = true
    for (const one of stops.toReversed()) await one()
    // With this variable Next leaves the signals to us; otherwise it ends the process itself.
    if (process.env.NEXT_MANUAL_SIG_HANDLE) process.exit(0)
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop())
}
