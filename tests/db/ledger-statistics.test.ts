import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { refreshLedgerStatistics } from '@/lib/db/ledger-statistics'
import type { Db } from '@/lib/db/open'
import { pageOf } from '@/lib/sync/missing'
import { eachDatabase } from '../support/database'

const items = 12_000

async function fill(db: Db) {
  await db.execute(sql`insert into connections (id) values ('large')`)
  await db.execute(sql`
    insert into ledger (connection_id, item_id, hash, sync_id)
    select 'large', 'T' || n, 'hash', '00000000-0000-4000-8000-000000000000' from generate_series(1, ${items}::int) n`)
}

const rowsOf = async <T>(db: Db, statement: ReturnType<typeof sql>) =>
  ((await db.execute(statement)) as unknown as { rows: T[] }).rows

async function planOf(db: Db) {
  const rows = await rowsOf<{ 'QUERY PLAN': string }>(db, sql`explain ${pageOf(db, 'large', 'T5').getSQL()}`)
  return rows.map((row) => row['QUERY PLAN']).join('\n')
}

const countedIn = async (db: Db) => {
  const statement = sql`select reltuples::int as n from pg_class where oid = 'ledger'::regclass`
  return (await rowsOf<{ n: number }>(db, statement))[0]?.n
}

eachDatabase('the ledger of a large connection', (open) => {
  test('is paged along its key once the database has counted it, and counted no more than needed', async () => {
    const { db, kind } = await open()
    await fill(db)
    // Postgres may count by itself at any time.
    const isAlone = kind === 'pglite'
    if (isAlone) expect(await planOf(db)).toContain('Sort')
    await refreshLedgerStatistics(db, 'large', 100)
    if (isAlone) expect(await countedIn(db)).toBe(-1)

    await refreshLedgerStatistics(db, 'large', items)
    const plan = await planOf(db)
    expect(plan).toContain('Index Scan using ledger_connection_id_item_id_pk')
    expect(plan).not.toContain('Sort')

    await db.execute(sql`delete from ledger where item_id <> 'T1'`)
    await refreshLedgerStatistics(db, 'large', items)
    if (isAlone) expect(await countedIn(db)).toBe(items)
  })
})
