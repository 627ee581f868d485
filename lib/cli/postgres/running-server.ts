import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'
import { DatabaseError } from '../../db/lock'

/** So long the processes of a console that was killed may take to notice and end. */
const noticedMs = 3_000

/** What the file of a server says of it; a killed one leaves the file behind. */
export function runningServer(folder: string): { port: number } | null {
  const file = join(folder, 'postmaster.pid')
  const port = existsSync(file) && readFileSync(file, 'utf8').split('\n')[3]?.trim()
  return port ? { port: Number(port) } : null
}

/** Throws when a console works with the server at this address. One that does not answer has none. */
export async function needUnused(folder: string, url: string): Promise<void> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: noticedMs })
  client.on('error', () => {})
  try {
    await client.connect()
  } catch {
    // Nobody works with it either.
    return await client.end()
  }
  try {
    for (const until = Date.now() + noticedMs; (await others(client)) > 0; await sleep(200)) {
      if (Date.now() > until)
        throw new DatabaseError(
          `The data folder ${dirname(folder)} is in use by another console. Stop it or set DATA_DIR / DATABASE_URL.`,
        )
    }
  } finally {
    await client.end()
  }
}

async function others(client: Client): Promise<number> {
  const { rows } = await client.query<{ count: number }>(
    "select count(*)::int as count from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()",
  )
  return rows[0]?.count ?? 0
}
