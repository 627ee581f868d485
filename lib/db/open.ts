import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { drizzle as drizzlePostgres } from 'drizzle-orm/node-postgres'
import { migrate as migratePostgres } from 'drizzle-orm/node-postgres/migrator'
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core'
import { drizzle as drizzlePglite } from 'drizzle-orm/pglite'
import { migrate as migratePglite } from 'drizzle-orm/pglite/migrator'
import { Client, Pool } from 'pg'
import { type ConstructorOptions, fromPglite } from 'pg-boss'
import { env } from '../platform/env'
import { log } from '../platform/log'
import { once } from '../platform/once'
import { DatabaseError, lockDataFolder } from './lock'
import * as schema from './schema'
import { SilenceWatch } from './silence-watch'
import { isDatabaseTrouble } from './trouble'
import { watchedClient } from './watched-client'

/** The database or a transaction of it, whichever engine is behind. */
export type Db = PgDatabase<PgQueryResultHKT, typeof schema>

export interface Opened {
  db: Db
  kind: 'pglite' | 'postgres'
  /** The data folder, where all processes are on this machine; without it, nothing but the database is shared. */
  dataDir?: string
  /** When this process took the data folder, by its own clock: whoever had it before was dead by then. */
  lockedAt?: number
  /** How the job queue reaches the same database. */
  queueDb: ConstructorOptions
  close(): Promise<void>
}

/**
 * Opens Postgres at `databaseUrl`, else PGlite in `dataDir` (`memory://` for none), and migrates it. With both, the
 * Postgres is the console’s own and the folder is its data folder.
 */
export const openDb = (where: { databaseUrl?: string; dataDir?: string }): Promise<Opened> =>
  where.databaseUrl
    ? openPostgres(where.databaseUrl, where.dataDir)
    : openPglite(where.dataDir ?? 'memory://')

/** The database of this process. */
export const database = (): Promise<Opened> =>
  once('database', () => {
    const { databaseUrl, dataDir, embedded } = env()
    return openDb({ databaseUrl, dataDir: embedded ? dataDir : undefined })
  })

// Next bundles this file, so the folder is found from where the program was started.
const migrations = () => ({
  migrationsFolder: join(/* turbopackIgnore: true */ process.cwd(), 'lib/db/migrations'),
})

/** Brings a database of PGlite to this release. */
export const migratePgliteFolder = (pglite: PGlite) => migratePglite(drizzlePglite(pglite), migrations())

async function openPglite(dataDir: string): Promise<Opened> {
  const inMemory = dataDir.startsWith('memory://')
  if (existsSync(join(dataDir, 'postgres'))) {
    throw new DatabaseError(
      `The data folder ${dataDir} holds a Postgres, which only npm start, npm run dev and npm run demo open. Use one of them, or set DATA_DIR / DATABASE_URL.`,
    )
  }
  const unlock = inMemory ? () => {} : lockDataFolder(dataDir)
  const lockedAt = inMemory ? undefined : performance.now()
  try {
    const pglite = await PGlite.create(inMemory ? dataDir : join(dataDir, 'db'))
    await migratePgliteFolder(pglite)
    const close = async () => {
      await pglite.close()
      unlock()
    }
    return { ...migratedPglite(pglite), dataDir: inMemory ? undefined : dataDir, lockedAt, close }
  } catch (error) {
    unlock()
    throw error
  }
}

/** What a PGlite with the tables of this release in it offers. */
export const migratedPglite = (pglite: PGlite): Opened => ({
  db: drizzlePglite(pglite, { schema }),
  kind: 'pglite',
  queueDb: { db: fromPglite(pglite), backend: 'pglite' },
  close: () => pglite.close(),
})

/** So that nothing waits for ever, neither the pages nor the job queue, which has connections of its own. */
const patience = {
  // After this time a page reports that the database is down.
  connectionTimeoutMillis: 10_000,
  // A statement that the server is still at ends there. When the server is frozen, the watch ends it long before.
  statement_timeout: 120_000,
  lock_timeout: 30_000,
  idle_in_transaction_session_timeout: 120_000,
  query_timeout: 130_000,
  // A machine that is gone is noticed after this time, and ten more seconds.
  keepAlive: true,
  keepAliveInitialDelayMillis: 10_000,
}

async function openPostgres(connectionString: string, dataDir?: string): Promise<Opened> {
  await migrateAlone(connectionString)
  const watch = new SilenceWatch({ connectionString })
  const connecting = { connectionString, ...patience, Client: watchedClient(watch) }
  const pool = new Pool({ ...connecting, max: 10, application_name: 'connectors-console' })
  // Without a listener a dropped idle connection would end the process.
  pool.on('error', (error) => log().warn({ err: error }, 'an idle database connection was lost'))
  // The same of one that is between two statements of a transaction: the next statement fails, and tells.
  pool.on('connect', (client) => void client.on('error', () => {}))
  const db = drizzlePostgres(pool, { schema })
  return {
    db,
    kind: 'postgres',
    dataDir,
    queueDb: { ...connecting, max: 5 },
    close: async () => {
      watch.stop()
      await pool.end()
    },
  }
}

/** Portal and workers may start at the same moment: the first migrates, the others wait for it. */
async function migrateAlone(connectionString: string) {
  const client = new Client({ connectionString, connectionTimeoutMillis: 10_000 })
  await client.connect().catch((cause: unknown) => {
    throw new DatabaseError(
      `The database at ${client.host}:${client.port} cannot be used (${reasonOf(cause)}). Check DATABASE_URL.`,
      { cause, passing: isDatabaseTrouble(cause) },
    )
  })
  try {
    await client.query("select pg_advisory_lock(hashtext('connectors-console migrations'))")
    await migratePostgres(drizzlePostgres(client, { schema }), migrations())
  } finally {
    await client.end()
  }
}

/** Trying several addresses of a host fails with one error for each and no message of its own. */
function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return reasonOf(error.errors[0])
  return error instanceof Error ? error.message : String(error)
}
