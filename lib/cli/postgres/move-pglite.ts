import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { Client } from 'pg'
import { migratePgliteFolder, openDb } from '../../db/open'
import { queue, stopQueue } from '../../jobs/queue'
import type { Account } from './account'
import { giveTo } from './data-folder'

type Rows<T> = { rows: T[] }

/**
 * Moves what an earlier release kept in PGlite into the console’s Postgres, in one transaction. The old folder stays
 * beside it under another name. After an interruption it is done again from the start: the portal has not run yet.
 */
export async function movePglite(
  dataDir: string,
  databaseUrl: string,
  account: Account | undefined,
  say: (line: string) => void,
): Promise<void> {
  const old = join(dataDir, 'db')
  if (!existsSync(join(old, 'PG_VERSION'))) return
  say('Moving the data of an earlier release into the new database, once …')
  const opened = await openDb({ databaseUrl })
  const boss = await queue(opened)
  const from = await PGlite.create(old)
  try {
    await migratePgliteFolder(from)
    await copyTables(from, databaseUrl, join(dataDir, 'moving'), account)
    for (const { name, data, singleton_key: singletonKey } of await openJobs(from)) {
      await boss.send(name, data, singletonKey ? { singletonKey } : {})
    }
  } finally {
    await from.close()
    await stopQueue(opened)
    await opened.close()
  }
  const kept = join(dataDir, 'db.before-postgres')
  rmSync(kept, { recursive: true, force: true })
  renameSync(old, kept)
  say(`Done. The old folder ${kept} is no longer needed.`)
}

async function copyTables(from: PGlite, databaseUrl: string, folder: string, account: Account | undefined) {
  const to = new Client({ connectionString: databaseUrl })
  await to.connect()
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { mode: 0o700 })
  try {
    const { rows }: Rows<{ name: string }> = await from.query(
      "select quote_ident(tablename) as name from pg_tables where schemaname = 'public' order by 1",
    )
    await to.query('begin')
    // No triggers and no foreign keys: the rows were checked when they were written.
    await to.query("set local session_replication_role = 'replica'")
    await to.query(`truncate ${rows.map(({ name }) => name).join(', ')}`)
    for (const { name } of rows) {
      const { blob } = await from.query(`copy ${name} to '/dev/blob'`)
      const file = join(folder, 'rows')
      writeFileSync(file, Buffer.from((await blob?.arrayBuffer()) ?? new ArrayBuffer()))
      giveTo(account, folder)
      await to.query(`copy ${name} from '${file.replaceAll("'", "''")}'`)
    }
    await continueCounting(to)
    await to.query('commit')
  } finally {
    await to.end()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The numbers that the database gives to new rows go on after the last one. */
async function continueCounting(to: Client) {
  const { rows } = await to.query<{ sequence: string; table: string; column: string }>(`
    select pg_get_serial_sequence(quote_ident(table_name), column_name) as sequence,
      quote_ident(table_name) as table, quote_ident(column_name) as column
    from information_schema.columns
    where table_schema = 'public' and pg_get_serial_sequence(quote_ident(table_name), column_name) is not null`)
  for (const { sequence, table, column } of rows) {
    await to.query(`select setval('${sequence}', greatest((select max(${column}) from ${table}), 1))`)
  }
}

/** Jobs that were waiting or being done. */
async function openJobs(from: PGlite) {
  const { rows: there }: Rows<{ there: boolean }> = await from.query(
    "select to_regclass('pgboss.job') is not null as there",
  )
  if (!there[0]?.there) return []
  const { rows }: Rows<{ name: string; data: object; singleton_key: string | null }> = await from.query(`
    select name, data, singleton_key from pgboss.job
    where state in ('created', 'retry', 'active') and name not like '\\_\\_%'`)
  return rows
}
