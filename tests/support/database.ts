import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { beforeAll, describe, onTestFinished } from 'vitest'
import { type Opened, openDb } from '@/lib/db/open'
import { stopQueue } from '@/lib/jobs/queue'
import { alone, copyPrepared, postgresAt, preparedPglite, preparePglite, preparePostgres } from './prepared'

type Open = () => Promise<Opened>

const prepareMs = 120_000

/** Describes the same tests on PGlite and on Postgres. `open` gives a test an empty database of its own. */
export function eachDatabase(name: string, tests: (open: Open) => void) {
  // Not within the time of the test that happens to be the first of the run.
  describe(`${name} (PGlite)`, () => {
    beforeAll(preparePglite, prepareMs)
    tests(emptyPglite)
  })
  describe(`${name} (Postgres)`, () => {
    beforeAll(preparePostgres, prepareMs)
    tests(emptyPostgres)
  })
}

let pglite: Promise<Opened> | undefined

/** Opening a PGlite takes a while, so the tests of a file share one in memory and empty it. */
export async function emptyPglite(): Promise<Opened> {
  pglite ??= preparedPglite()
  const shared = await pglite
  await shared.db.execute(emptied)
  const opened = { ...shared, close: async () => {} }
  onTestFinished(() => stopQueue(opened))
  return opened
}

/** Empties the tables that have rows; to empty all of them takes longer than most tests. */
const emptied = sql`
  do $$ declare t record; filled boolean; begin
    -- The audit log lets nobody truncate it, but for a session that replays.
    perform set_config('session_replication_role', 'replica', true);
    for t in
      select schemaname, tablename from pg_tables where schemaname = 'public'
      union all select 'pgboss', 'job' union all select 'pgboss', 'warning'
    loop
      execute format('select exists (select from %I.%I)', t.schemaname, t.tablename) into filled;
      if filled then execute format('truncate table %I.%I cascade', t.schemaname, t.tablename); end if;
    end loop;
    for t in select schemaname, sequencename from pg_sequences where schemaname = 'public' and last_value is not null
    loop
      execute format('alter sequence %I.%I restart', t.schemaname, t.sequencename);
    end loop;
  end $$`

export async function emptyPostgres(): Promise<Opened> {
  const opened = await openDb({ databaseUrl: await emptyPostgresUrl() })
  onTestFinished(async () => {
    await stopQueue(opened)
    await opened.close()
  })
  return opened
}

/** The address of a new database with the tables of the console in it. */
export async function emptyPostgresUrl(): Promise<string> {
  const name = newName()
  await copyPrepared(name)
  return postgresAt(name)
}

/** The address of a new database without a table. */
export async function newPostgresDatabase() {
  const name = newName()
  await alone('postgres', async (client) => void (await client.query(`create database ${name}`)))
  return postgresAt(name)
}

const newName = () => `test_${randomUUID().replaceAll('-', '')}`
