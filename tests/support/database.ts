import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { Client } from 'pg'
import { describe, inject, onTestFinished } from 'vitest'
import { type Opened, openDb } from '@/lib/db/open'
import { stopQueue } from '@/lib/jobs/queue'

type Open = () => Promise<Opened>

/** Describes the same tests on PGlite and on Postgres. `open` gives a test an empty database of its own. */
export function eachDatabase(name: string, tests: (open: Open) => void) {
  describe(`${name} (PGlite)`, () => tests(emptyPglite))
  describe(`${name} (Postgres)`, () => tests(emptyPostgres))
}

let pglite: Promise<Opened> | undefined

/** Starting PGlite takes a second or two, so the tests of a file share one and empty it. */
export async function emptyPglite(): Promise<Opened> {
  pglite ??= openDb({})
  const shared = await pglite
  await shared.db.execute(sql`drop schema if exists pgboss cascade`)
  await shared.db.execute(sql`
    do $$ declare t text; begin
      for t in select tablename from pg_tables where schemaname = 'public' loop
        execute format('truncate table public.%I restart identity cascade', t);
      end loop;
    end $$`)
  const opened = { ...shared, close: async () => {} }
  onTestFinished(() => stopQueue(opened))
  return opened
}

export async function emptyPostgres(): Promise<Opened> {
  const databaseUrl = await newPostgresDatabase()
  const opened = await openDb({ databaseUrl })
  onTestFinished(async () => {
    await stopQueue(opened)
    await opened.close()
  })
  return opened
}

/** The address of a new, empty database. */
export async function newPostgresDatabase() {
  const name = `test_${randomUUID().replaceAll('-', '')}`
  const client = new Client({ connectionString: inject('postgresUrl') })
  await client.connect()
  try {
    await client.query(`create database ${name}`)
  } finally {
    await client.end()
  }
  const url = new URL(inject('postgresUrl'))
  url.pathname = `/${name}`
  return url.href
}
