import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseError, lockDataFolder } from '../../db/lock'
import { database, type Opened, openDb } from '../../db/open'
import { env } from '../../platform/env'
import { end } from '../children'
import { findBinaries } from './binaries'
import { Cluster } from './cluster'
import { runningServer } from './running-server'

/** The database for a program beside the console: of the running console, or started for as long as it is needed. */
export async function ownDatabase(): Promise<Opened> {
  const { databaseUrl, dataDir } = env()
  if (databaseUrl || !existsSync(join(dataDir, 'postgres'))) return await database()
  const running = await whileRunning(dataDir)
  if (running) return running
  const unlock = lockDataFolder(dataDir)
  try {
    const binaries = await findBinaries()
    if ('why' in binaries)
      throw new DatabaseError(`The database in ${dataDir} does not start: ${binaries.why}.`)
    const cluster = await Cluster.prepare(binaries, dataDir, { fsync: true })
    const child = await cluster.startReady()
    const opened = await openDb({ databaseUrl: cluster.url, dataDir })
    const close = async () => {
      await opened.close()
      await end(child, 'SIGINT')
      unlock()
    }
    return { ...opened, close }
  } catch (error) {
    unlock()
    throw error
  }
}

/** The file of a running server names its port in the fourth line; what a killed one left names nobody. */
async function whileRunning(dataDir: string): Promise<Opened | null> {
  const running = runningServer(join(dataDir, 'postgres'))
  if (!running) return null
  const password = readFileSync(join(dataDir, 'postgres.key'), 'utf8').trim()
  try {
    return await openDb({ databaseUrl: Cluster.urlOf(running.port, password), dataDir })
  } catch (error) {
    if (error instanceof DatabaseError && error.passing) return null
    throw error
  }
}
