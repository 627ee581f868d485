import { sql } from 'drizzle-orm'
import { log } from '../platform/log'
import type { Db } from './open'

/** Below this any way through the ledger is quick. */
const few = 10_000

/**
 * Has the database count its ledger again when it believes that a connection has far fewer items there than it may have.
 * Without that it sorts all of them for each page, in place of following the key: PGlite never counts by itself, and Postgres
 * only a minute after a large run.
 */
export async function refreshLedgerStatistics(db: Db, connectionId: string, items: number): Promise<void> {
  if (items < few) return
  const { rows } = (await db.execute(sql`
    select coalesce(max(c.reltuples * s.freq), 0)::float8 as believed
    from pg_stats p
    join pg_class c on c.oid = 'ledger'::regclass
    cross join lateral unnest(p.most_common_vals::text::text[], p.most_common_freqs) as s(id, freq)
    where p.schemaname = current_schema() and p.tablename = 'ledger' and p.attname = 'connection_id'
      and s.id = ${connectionId}`)) as unknown as { rows: { believed: number }[] }
  if ((rows[0]?.believed ?? 0) > items / 4) return
  const began = performance.now()
  // What was written last waits in a list that every search of these indexes goes through, until somebody sorts it in.
  await db.execute(
    sql`select gin_clean_pending_list('ledger_words'), gin_clean_pending_list('acls_by_entry')`,
  )
  await db.execute(sql`analyze ledger, acls, acl_counts, sync_errors, group_members`)
  log().debug({ connectionId, items, ms: performance.now() - began }, 'the ledger was counted')
}
