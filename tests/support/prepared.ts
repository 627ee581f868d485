import { existsSync, openAsBlob } from 'node:fs'
import { cp, mkdtemp, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { Client } from 'pg'
import { inject } from 'vitest'
import { migratedPglite, type Opened, openDb } from '@/lib/db/open'
import { queue, stopQueue } from '@/lib/jobs/queue'

/**
 * A database with the tables of the console and of its queue is made once in a run, when the first test asks for
 * one, and copied for each that follows: to make the tables takes twenty times as long as to copy them.
 */
const prepared = 'prepared'

const ready = () => join(inject('runFolder'), prepared)
const dumped = () => join(inject('runFolder'), 'prepared.tar')

/** Makes the PGlite to copy, unless another test file has made it. */
export const preparePglite = (): Promise<void> =>
  alone('pglite', async () => {
    if (existsSync(ready())) return
    const folder = await mkdtemp(join(inject('runFolder'), 'preparing-'))
    await fill({ dataDir: folder })
    const pglite = await PGlite.create(join(folder, 'db'))
    const dump = await pglite.dumpDataDir('none')
    await pglite.close()
    await writeFile(dumped(), await dump.bytes())
    await rename(folder, ready())
  })

/** Makes the database of Postgres to copy, unless another test file has made it. */
export const preparePostgres = (): Promise<void> =>
  alone('postgres', async (client) => {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [prepared])
    if (rowCount !== 0) return
    await client.query('drop database if exists preparing')
    await client.query('create database preparing')
    await fill({ databaseUrl: postgresAt('preparing') })
    await client.query(`alter database preparing rename to ${prepared}`)
  })

/** A data folder with an empty PGlite in it, for the caller alone. */
export async function preparedFolder(): Promise<string> {
  await preparePglite()
  const folder = await mkdtemp(join(inject('runFolder'), 'pglite-'))
  await cp(ready(), folder, { recursive: true })
  return folder
}

/** A PGlite in memory with the tables in it: emptying its tables takes a fifth of what it takes with files. */
export async function preparedPglite(): Promise<Opened> {
  await preparePglite()
  return migratedPglite(await PGlite.create({ loadDataDir: await openAsBlob(dumped()) }))
}

/** Creates the database `name` with the tables in it. */
export async function copyPrepared(name: string): Promise<void> {
  await preparePostgres()
  await alone('postgres', async (client) => {
    await client.query(`create database ${name} template ${prepared}`)
  })
}

async function fill(where: { databaseUrl: string } | { dataDir: string }) {
  const opened = await openDb(where)
  await queue(opened)
  await stopQueue(opened)
  await opened.close()
}

/** Runs `work` in one test file at a time. */
export async function alone(
  engine: 'pglite' | 'postgres',
  work: (client: Client) => Promise<void>,
): Promise<void> {
  const client = new Client({ connectionString: inject('postgresUrl') })
  await client.connect()
  try {
    await client.query('select pg_advisory_lock(hashtext($1))', [`prepared ${engine}`])
    await work(client)
  } finally {
    await client.end()
  }
}

/** The address of a database of the run's Postgres. */
export function postgresAt(name: string): string {
  const url = new URL(inject('postgresUrl'))
  url.pathname = `/${name}`
  return url.href
}
