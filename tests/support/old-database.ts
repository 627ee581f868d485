import { randomUUID } from 'node:crypto'
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { drizzle as drizzlePostgres } from 'drizzle-orm/node-postgres'
import { migrate as migratePostgres } from 'drizzle-orm/node-postgres/migrator'
import { drizzle as drizzlePglite } from 'drizzle-orm/pglite'
import { migrate as migratePglite } from 'drizzle-orm/pglite/migrator'
import { Pool } from 'pg'
import { fromPglite } from 'pg-boss'
import { describe, onTestFinished } from 'vitest'
import { type Opened, openDb } from '@/lib/db/open'
import * as schema from '@/lib/db/schema'
import { stopQueue } from '@/lib/jobs/queue'
import { newPostgresDatabase } from './database'

/** The last migration of the release whose databases are upgraded here. */
const lastOfOld = '0002_audit_append_only'

export interface Old {
  /** In the state of the old release: only SQL fits, the tables of today's code do not. */
  opened: Opened
  /** Closes it and opens it with today's code. */
  upgrade(): Promise<Opened>
}

/** Describes the same upgrade on PGlite and on Postgres. */
export function eachOldDatabase(name: string, tests: (open: () => Promise<Old>) => void) {
  describe(`${name} (PGlite)`, () => tests(oldPglite))
  describe(`${name} (Postgres)`, () => tests(oldPostgres))
}

async function oldPglite(): Promise<Old> {
  const dataDir = await folder('console-old-')
  const pglite = await PGlite.create(join(dataDir, 'db'))
  const db = drizzlePglite(pglite, { schema })
  await migratePglite(db, { migrationsFolder: await oldMigrations() })
  const queueDb = { db: fromPglite(pglite), backend: 'pglite' as const }
  // Not `pglite`, where the queue would give back leases, which the old release does not have.
  return upgradable({ db, kind: 'postgres', queueDb, close: () => pglite.close() }, { dataDir })
}

async function oldPostgres(): Promise<Old> {
  const databaseUrl = await newPostgresDatabase()
  const pool = new Pool({ connectionString: databaseUrl })
  const db = drizzlePostgres(pool, { schema })
  await migratePostgres(db, { migrationsFolder: await oldMigrations() })
  const queueDb = { connectionString: databaseUrl, max: 2 }
  return upgradable({ db, kind: 'postgres', queueDb, close: () => pool.end() }, { databaseUrl })
}

const upgradable = (opened: Opened, where: Parameters<typeof openDb>[0]): Old => ({
  opened,
  async upgrade() {
    await stopQueue(opened)
    await opened.close()
    const upgraded = await openDb(where)
    onTestFinished(async () => {
      await stopQueue(upgraded)
      await upgraded.close()
    })
    return upgraded
  },
})

/** A copy of the migrations that ends with the old release. */
async function oldMigrations() {
  const copy = await folder('console-migrations-')
  await cp('lib/db/migrations', copy, { recursive: true })
  const path = join(copy, 'meta/_journal.json')
  const journal: { entries: { tag: string }[] } = JSON.parse(await readFile(path, 'utf8'))
  const end = journal.entries.findIndex(({ tag }) => tag === lastOfOld) + 1
  await writeFile(path, JSON.stringify({ ...journal, entries: journal.entries.slice(0, end) }))
  return copy
}

async function folder(prefix: string) {
  const path = await mkdtemp(join(tmpdir(), `${prefix}${randomUUID().slice(0, 8)}-`))
  onTestFinished(() => rm(path, { recursive: true, force: true }))
  return path
}
