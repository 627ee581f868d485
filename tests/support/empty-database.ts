import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'

const jobs = "from pgboss.job where name not like '\\_\\_%'"

/**
 * Makes the database of a running console as empty as that of a new one: no job runs or waits, and no table has rows but
 * the list of live workers. Throws when a job does not end.
 */
export async function emptyDatabase(databaseUrl: string): Promise<void> {
  const client = new Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    await endJobs(client)
    const { rows } = await client.query<{ name: string }>(
      "select quote_ident(tablename) as name from pg_tables where schemaname = 'public' and tablename <> 'workers'",
    )
    await client.query('begin')
    // The audit log refuses to lose rows, unless no trigger is asked.
    await client.query("set local session_replication_role = 'replica'")
    await client.query(`truncate ${rows.map(({ name }) => name).join(', ')} restart identity`)
    await client.query(`delete ${jobs}`)
    await client.query('commit')
  } finally {
    await client.end()
  }
}

async function endJobs(client: Client) {
  const until = Date.now() + 5_000
  for (;;) {
    await client.query(`delete ${jobs} and state in ('created', 'retry')`)
    const { rows } = await client.query<{ name: string }>(`select name ${jobs} and state = 'active'`)
    if (rows.length === 0) return
    if (Date.now() > until) throw new Error(`A job still runs: ${rows.map(({ name }) => name).join(', ')}.`)
    await sleep(50)
  }
}
