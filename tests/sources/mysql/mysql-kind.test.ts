import { createConnection } from 'mysql2/promise'
import { describe, expect, onTestFinished, test } from 'vitest'
import { MysqlConfig } from '@/lib/model/sync/mysql-source'
import { mysqlKind } from '@/lib/sources/mysql/mysql-kind'
import { needReads } from '@/lib/sources/mysql/only-reads'
import { fieldValue } from '@/lib/sources/mysql/values'
import type { ReadFrom } from '@/lib/sources/source-kind'
import { emptyPglite } from '../../support/database'
import { mysqlServer } from '../../support/mysql-server'
import { sourceContext } from '../../support/source'
import { conformance } from '../conformance'

const plain = (url: string) => `${url}?sslmode=disable`

async function standIn(count = 3, query = 'select * from t order by n') {
  const { url, host, said } = await mysqlServer(count)
  const context = sourceContext(await emptyPglite(), {
    allowedHosts: [host],
    secrets: { connectionString: plain(url) },
  })
  return { config: MysqlConfig.parse({ query }), context, said, url }
}

conformance('a MySQL query', {
  kind: mysqlKind,
  open: (count) => standIn(count),
  broken: async () => {
    const { config, context, url } = await standIn()
    const wrong = new URL(plain(url))
    wrong.password = 'wrong-password-of-mine'
    return { config, context: { ...context, secrets: { connectionString: wrong.href } } }
  },
})

test('the session can only read, before the query is told to the server', async () => {
  const { config, context, said } = await standIn()
  await mysqlKind.test({ ...config, changes: { field: 'n' }, timeoutSeconds: 7 }, context)

  expect(said.slice(0, 6)).toEqual([
    'select version() as version',
    expect.stringContaining('max_execution_time = 7000'),
    'set session transaction isolation level repeatable read, read only',
    'start transaction with consistent snapshot, read only',
    "set @query = 'select * from t order by n', @since = NULL",
    'prepare records from @query',
  ])
  expect(said[6]).toBe('execute records using @since')
})

test.each([
  'insert into t values (1)',
  'delete from t',
  'drop table t',
  'call p()',
  'set session transaction read write',
  'commit',
  "load data infile '/etc/passwd' into table t",
  "select * from t into outfile '/tmp/x'",
  "select 1 -- harmless\n into dumpfile '/tmp/x'",
  "select 1 /*!50000 into outfile '/tmp/x' */",
  "select 1 /*M!100000 into outfile '/tmp/x' */",
  "select '\\' ' into outfile '/tmp/x' -- '",
  'select "a""" into @x',
  '/* select */ delete from t',
  'do sleep(1)',
  'handler t open',
])('SQL that does not only read is refused before it is sent: %s', (query) => {
  expect(() => needReads(query)).toThrow(/read|the server runs them/)
})

test.each([
  "select 'a; drop table t into outfile', `into` from t # into",
  "(select 1) union (select 'it''s -- into')",
  'with x as (select 1) select * from x /* into */',
  "select 'a\\'into\\'b'",
])('a query that only reads is taken: %s', (query) => {
  expect(() => needReads(query)).not.toThrow()
})

test('values are exact: nothing is rounded, moved to another zone or cut off', () => {
  const of = (text: string, columnType: number, characterSet = 45) =>
    fieldValue(Buffer.from(text), { name: 'a', columnType, characterSet })

  expect([
    of('9007199254740993', 8),
    of('7', 3),
    of('1.10', 246),
    of('0.5', 5),
    of('2026-01-31 08:00:00.123456', 12),
    of('{"a": 9007199254740993}', 245),
    of('Zoë', 253),
    of('\u0001\u0002', 252, 63),
    fieldValue(null, { name: 'a' }),
  ]).toEqual([
    9007199254740993n,
    7,
    '1.10',
    0.5,
    '2026-01-31 08:00:00.123456',
    { a: 9007199254740993n },
    'Zoë',
    '0x0102',
    null,
  ])
})

test('an inner host is not connected to unless it is allowed', async () => {
  const { config, context } = await standIn()
  const reached = (connectionString: string) =>
    mysqlKind.test(config, { ...context, allowedHosts: [], secrets: { connectionString } })

  await expect(reached('mysql://u:p@127.0.0.1/db')).rejects.toThrow('address of an inner network')
  await expect(reached('mysql://u:p@[::ffff:10.0.0.1]:3306/db')).rejects.toThrow(
    'address of an inner network',
  )
  await expect(reached('mysql://u:p@169.254.169.254/db')).rejects.toThrow('address of an inner network')
  await expect(reached('mysql://u:p@example.com/db?sslmode=disable')).rejects.toThrow('has to be encrypted')
  await expect(reached('mysql://u:p@h/db?socketPath=/run/mysqld.sock')).rejects.toThrow(
    'only sslmode is read',
  )
  await expect(reached('postgresql://u:p@h/db')).rejects.toThrow('begins with mysql://')
})

test('a server without encryption is not told the password', async () => {
  const { config, context, url } = await standIn()
  const secrets = { connectionString: url }

  await expect(mysqlKind.test(config, { ...context, secrets })).rejects.toMatchObject({ code: 'unavailable' })
})

const real = process.env.MYSQL_TEST_URL
describe.skipIf(!real)('against the server of MYSQL_TEST_URL', () => {
  /** A database of its own, with the query that reads it. */
  async function database(setUp: readonly string[], query = 'select * from t order by n') {
    const admin = await createConnection(real ?? '')
    const name = `t_${crypto.randomUUID().replaceAll('-', '')}`
    await admin.query(`create database ${name}`)
    await admin.query(`use ${name}`)
    onTestFinished(async () => {
      await admin.query(`drop database ${name}`)
      await admin.end()
    })
    for (const sql of setUp) await admin.query(sql)
    const url = new URL(real ?? '')
    url.pathname = `/${name}`
    url.searchParams.set('sslmode', 'disable')
    const context = sourceContext(await emptyPglite(), {
      allowedHosts: [url.host],
      secrets: { connectionString: url.href },
    })
    const config = MysqlConfig.parse({ query })
    const read = async (given: Partial<MysqlConfig> = {}, from: ReadFrom = {}) => {
      const batches = []
      for await (const batch of mysqlKind.read({ ...config, ...given }, from, context)) batches.push(batch)
      return { batches, records: batches.flatMap(({ records }) => records) }
    }
    return { admin, url, config, context, read }
  }
  const table = (count: number) => [
    'create table t (n int primary key, id varchar(20))',
    `insert into t values ${Array.from({ length: count }, (_, at) => `(${at + 1}, 'r${at + 1}')`).join()}`,
  ]

  conformance('a real MySQL', {
    kind: mysqlKind,
    many: 2_500,
    open: (count) => database(table(count)),
    broken: async () => {
      const { config, context, url } = await database(table(1))
      const wrong = new URL(url)
      wrong.password = 'wrong-password-of-mine'
      return { config, context: { ...context, secrets: { connectionString: wrong.href } } }
    },
  })

  test.each([
    'select f()',
    'select * from t; drop table t',
    'with x as (select 1) delete from t',
    'select sleep(30)',
  ])('what the scanner lets through is stopped by the server: %s', async (query) => {
    const { admin, read } = await database([
      ...table(1),
      'create function f() returns int begin delete from t; return 1; end',
    ])
    await expect(read({ query, timeoutSeconds: 1 })).rejects.toMatchObject({ code: 'invalid' })
    expect((await admin.query('select * from t'))[0]).toEqual([{ n: 1, id: 'r1' }])
  })

  test('only changes are asked for, values are as they were written, rows of any size fit', async () => {
    const { read } = await database(
      [
        'create table t (n int primary key, at timestamp(3), price decimal(10,2), big bigint unsigned, b varbinary(9), j json, x longtext)',
        `insert into t values (1, '2026-01-31 08:00:00.123', 1.10, 18446744073709551615, x'01ff', '{"a":1}', repeat('x', 3000000)),
           (2, '2026-02-01 08:00:00', 2, 2, null, null, repeat('y', 3000000))`,
        "set time_zone = '+05:00'",
      ],
      'select * from t where ? is null or at > ? order by n',
    )
    const query = 'select n, at, price, big, b, j, x from t where at > coalesce(?, 0) order by n'
    const changes = { field: 'at' }
    const { batches, records } = await read({ query, changes })

    expect(records[0]?.values).toMatchObject({
      n: 1,
      at: '2026-01-31 08:00:00.123',
      price: '1.10',
      big: 18446744073709551615n,
      b: '0x01ff',
    })
    expect(batches.at(-1)).toMatchObject({ complete: true, watermark: '2026-02-01 08:00:00.000' })
    const later = await read({ query, changes }, { since: '2026-01-31 12:00:00' })
    expect(later.records.map(({ values }) => values.n)).toEqual([2])
    expect(later.batches.at(-1)).toMatchObject({ complete: false })
  })
})
