import type { ChildProcess } from 'node:child_process'
import { lockDataFolder } from '../db/lock'
import { startPortal, startProgram } from './children'
import { type Kept, keepRunning } from './keep-running'
import { findBinaries } from './postgres/binaries'
import { Cluster } from './postgres/cluster'
import { makePrivate } from './postgres/data-folder'
import { movePglite } from './postgres/move-pglite'
import { needRoomToStart, untilRoom } from './postgres/room'

type Variables = Record<string, string | undefined>

export interface Stack {
  /** Where its database is reached; undefined when the portal has it inside itself. */
  databaseUrl: string | undefined
  /** The processes by name, in the order they were started in. */
  processes: Record<string, Kept>
  /** Ends all in order: nothing is lost, and requests that run are answered. */
  stop(): Promise<void>
  /** Ends all at once, as a power cut would. */
  kill(): Promise<void>
}

interface Options {
  env: Variables
  host: string
  port: number
  /** Called when one of the processes cannot be kept running. */
  onGivenUp: () => void
  /** `dev`: the portal is built as it runs. */
  mode?: 'start' | 'dev'
  /** Says something to the person at the terminal. */
  say: (line: string) => void
}

/**
 * Starts the console as processes that do not slow each other down: the database, the portal and a worker. With
 * DATABASE_URL the database and the workers are elsewhere, and this starts the portal alone.
 */
export async function startStack({
  env,
  host,
  port,
  onGivenUp,
  say,
  mode = 'start',
}: Options): Promise<Stack> {
  const all: Variables = { ...process.env, ...env }
  const own = all.DATABASE_URL ? null : await startDatabase(all, onGivenUp, say)
  const processes: Record<string, Kept> = own ? { database: own.database } : {}
  // While one works on it, the worker is built anew with the pages.
  const inside = mode === 'dev' ? { WORKER: all.WORKER || 'inline' } : {}
  const child: Variables = own
    ? { ...env, ...inside, DATABASE_URL: own.url, EMBEDDED_DATABASE: 'yes', SUPERVISED: 'yes' }
    : { ...env, SUPERVISED: 'yes' }
  processes.portal = keepRunning(() => startPortal(child, host, port, mode), onGivenUp)
  if (own && all.WORKER !== 'off' && mode === 'start') {
    const worker = () => startProgram('lib/cli/worker.ts', { ...child, WORKER: 'off' }, 'inherit')
    processes.worker = keepRunning(worker, onGivenUp)
  }
  return {
    databaseUrl: own?.url,
    processes,
    async stop() {
      const others = Object.values(processes).filter((one) => one !== own?.database)
      await Promise.all(others.map((one) => one.stop()))
      await own?.database.stop()
      own?.unlock()
    },
    async kill() {
      await Promise.all(Object.values(processes).map((one) => one.kill()))
      own?.unlock()
    },
  }
}

/** The console’s own Postgres; null where its binaries do not run, and then the portal opens PGlite. */
async function startDatabase(env: Variables, onGivenUp: () => void, say: (line: string) => void) {
  const dataDir = env.DATA_DIR || '.data'
  const binaries = await findBinaries()
  if ('why' in binaries) {
    say(
      `The database runs inside the portal (PGlite), because ${binaries.why}. It is slower while a sync runs.`,
    )
    makePrivate(dataDir, undefined)
    return null
  }
  const unlock = lockDataFolder(dataDir)
  try {
    makePrivate(dataDir, binaries.account)
    await needRoomToStart(dataDir)
    const cluster = await Cluster.prepare(binaries, dataDir, { fsync: env.DATABASE_FSYNC !== 'off' })
    let first: ChildProcess | undefined = await cluster.startReady()
    await movePglite(dataDir, cluster.url, binaries.account, say)
    const database = keepRunning(
      () => {
        if (first) {
          const started = first
          first = undefined
          return started
        }
        const { child, ready } = cluster.start()
        // Whether it starts is seen by its end.
        ready.catch((error: unknown) => say(String(error instanceof Error ? error.message : error)))
        return child
      },
      onGivenUp,
      { endsEarly: true, signal: 'SIGINT', wait: () => untilRoom(dataDir, say) },
    )
    return { database, url: cluster.url, unlock }
  } catch (error) {
    unlock()
    throw error
  }
}
