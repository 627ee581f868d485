import { Client } from 'pg'
import { expect, onTestFinished, test } from 'vitest'
import { PostgresConfig } from '@/lib/model/sync/postgres-source'
import { postgres } from '@/lib/sources/postgres/connect'
import { postgresKind } from '@/lib/sources/postgres/postgres-kind'
import type { ReadFrom } from '@/lib/sources/source-kind'
import { parseConnectionString } from '@/lib/sources/sql/connection-string'
import { emptyPglite, newPostgresDatabase } from '../../support/database'
import { sourceContext } from '../../support/source'
import { conformance } from '../conformance'

/** A database of somebody else with a table, and a source that reads it. */
async function database(setUp = '', query = 'select * from t order by n') {
  const url = new URL(await newPostgresDatabase())
  const client = new Client({ connectionString: url.href })
  await client.connect()
  onTestFinished(() => client.end())
  await client.query(setUp || 'create table t (n int primary key, id text)')
  url.searchParams.set('sslmode', 'disable')
  const opened = await emptyPglite()
  const context = sourceContext(opened, { allowedHosts: [url.host], secrets: { connectionString: url.href } })
  const config = PostgresConfig.parse({ query })
  const read = async (given: Partial<PostgresConfig> = {}, from: ReadFrom = {}) => {
    const batches = []
    for await (const batch of postgresKind.read({ ...config, ...given }, from, context)) batches.push(batch)
    return { batches, records: batches.flatMap(({ records }) => records) }
  }
  return { client, url, config, context, read }
}

conformance('a PostgreSQL query', {
  kind: postgresKind,
  open: (count) => database(`create table t as select n, 'r' || n as id from generate_series(1, ${count}) n`),
  broken: async () => {
    const { config, context, url } = await database()
    const wrong = new URL(url)
    wrong.password = 'wrong-password-of-mine'
    return {
      config: { ...config, query: 'select * from missing' },
      context: { ...context, secrets: { connectionString: wrong.href } },
    }
  },
})

test('values are exact: nothing is rounded, moved to another zone or cut off', async () => {
  const { records } = await (
    await database(
      '',
      `select 9007199254740993::int8 big, 7::int8 small, 1.10::numeric price, 0.5::float8 half, 'NaN'::float8 nan, true as yes,
        '2026-01-31 08:00:00.123456+02'::timestamptz as at, '2026-01-31'::date as day, array['a','b,c'] list,
        '{"a": 9007199254740993}'::jsonb as json, null as nothing`,
    )
  ).read()

  expect(records).toEqual([
    {
      row: 1,
      values: {
        big: 9007199254740993n,
        small: 7,
        price: '1.10',
        half: 0.5,
        nan: 'NaN',
        yes: true,
        at: '2026-01-31 06:00:00.123456+00',
        day: '2026-01-31',
        list: ['a', 'b,c'],
        json: { a: 9007199254740993n },
        nothing: null,
      },
    },
  ])
})

test.each([
  ['insert into t values (1, 1)', /not valid SQL|syntax/],
  ['with x as (insert into t values (1, $$a$$) returning *) select * from x', /./],
  ['delete from t returning *', /not valid SQL/],
  ['drop table t', /not valid SQL/],
  ['select * from t; drop table t', /more than one statement/],
  ['select * from t; commit; drop table t', /more than one statement/],
  ["copy t to program 'touch /tmp/pwned'", /not valid SQL/],
  ['commit', /not valid SQL/],
  ['set transaction read write', /not valid SQL/],
  ["select set_config('transaction_read_only', 'off', false)", /./],
  ['do $$ begin drop table t; end $$', /not valid SQL/],
  ["select nextval('s')", /writes, and sources only read/],
  ['select lo_create(0)', /writes, and sources only read|failed/],
  ['select * from t for update', /./],
  ['select drop_it()', /writes, and sources only read/],
  ["select pg_notify('x', 'y'), drop_it()", /writes, and sources only read/],
  ["copy (select * from t) to '/tmp/pwned'", /not valid SQL/],
  ["copy (select * from t) to program 'cat > /tmp/pwned'", /not valid SQL/],
  ['select 1 into new_t', /./],
  ['create table new_t as select 1', /not valid SQL/],
  ['truncate t', /not valid SQL/],
  ["prepare transaction 'x'", /not valid SQL/],
  ['select * from t) ; drop table t; --', /not valid SQL/],
  ['begin; drop table t', /not valid SQL/],
  ["select lo_import('/etc/passwd')", /writes, and sources only read|failed/],
  ['explain analyze delete from t', /not valid SQL/],
])('SQL that writes is refused by the database: %s', async (query, message) => {
  const { client, read } = await database(
    `create table t (n int primary key, id text); insert into t values (7, 'kept'); create sequence s;
     create function drop_it() returns int language plpgsql as $$ begin drop table t; return 1; end $$`,
  )

  const told = await read({ query }).then(
    () => 'read',
    (error: Error) => error.message,
  )

  if (told !== 'read') expect(told).toMatch(message)
  expect((await client.query('select * from t')).rows).toEqual([{ n: 7, id: 'kept' }])
  expect((await client.query('select last_value, is_called from s')).rows).toEqual([
    { last_value: '1', is_called: false },
  ])
})

test('only changes are asked for, with the watermark as the parameter', async () => {
  const { read } = await database(
    `create table t as select n, 'r' || n id, timestamptz '2026-01-01' + n * interval '1 day' changed from generate_series(1, 5) n`,
    'select * from t where $1::timestamptz is null or changed > $1::timestamptz order by n',
  )
  const changes = { field: 'changed' }

  const all = await read({ changes })
  const later = await read({ changes }, { since: '2026-01-04 00:00:00+00' })

  expect(all.batches.at(-1)).toMatchObject({ complete: true, watermark: '2026-01-06 00:00:00+00' })
  expect(later.records.map(({ values }) => values.id)).toEqual(['r4', 'r5'])
  expect(later.batches.at(-1)).toMatchObject({ complete: false })
})

test('a query without end is ended by its time limit', async () => {
  const { read } = await database('', 'select pg_sleep(60)')

  await expect(read({ timeoutSeconds: 1 })).rejects.toThrow('took longer than the time limit')
})

test('a lock that a query takes is gone with it, and the session cannot keep anything', async () => {
  const { client, read } = await database('', 'select pg_advisory_lock(7)')
  await read()

  const free = async () => (await client.query('select pg_try_advisory_lock(7) as free')).rows[0].free
  await expect.poll(free).toBe(true)
})

test('rows of any size are read in batches that fit in memory', async () => {
  const { read } = await database('', "select n, repeat('x', 2000000) big from generate_series(1, 120) n")

  const { batches, records } = await read()

  expect(records).toHaveLength(120)
  expect(Math.max(...batches.slice(1).map(({ records: some }) => some.length))).toBeLessThanOrEqual(8)
})

test('two columns of one name are refused, because one would be lost', async () => {
  const { read } = await database('', 'select 1 a, 2 a')

  await expect(read()).rejects.toThrow("Two columns of the query are named 'a'")
})

test('an inner host is not connected to unless it is allowed', async () => {
  const { config, context } = await database()
  const reached = (connectionString: string) =>
    postgresKind.test(config, { ...context, allowedHosts: [], secrets: { connectionString } })

  await expect(reached('postgres://u:p@127.0.0.1/db')).rejects.toThrow('address of an inner network')
  await expect(reached('postgres://u:p@localhost:5432/db')).rejects.toThrow('address of an inner network')
  await expect(reached('postgres://u:p@169.254.169.254/db')).rejects.toThrow('address of an inner network')
  await expect(reached('postgres://u:p@example.com/db?sslmode=disable')).rejects.toThrow(
    'has to be encrypted',
  )
})

test.each([
  'host=/var/run/postgresql',
  'postgres://u:p@%2Fvar%2Frun/db',
  'postgres:///db?host=/tmp',
  'postgres://u:p@h/db?sslrootcert=/etc/passwd',
  'postgres://u:p@h/db?sslmode=prefer',
  'mysql://u:p@h/db',
  'postgres://u:%zz@h/db',
  'postgres://u:p@h',
])('a connection string of another kind is refused and not repeated: %s', (text) => {
  let message = ''
  try {
    const { host } = parseConnectionString(text, postgres)
    message = host.includes('/') ? '' : 'taken'
  } catch (error) {
    message = String(error)
  }
  expect(message).not.toBe('taken')
  expect(message).not.toContain('passwd')
})
