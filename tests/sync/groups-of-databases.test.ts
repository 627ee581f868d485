import { createConnection } from 'mysql2/promise'
import { Client } from 'pg'
import { expect, onTestFinished, test } from 'vitest'
import { groupSources, sources } from '@/lib/db/schema'
import { MysqlConfig } from '@/lib/model/sync/mysql-source'
import { PostgresConfig } from '@/lib/model/sync/postgres-source'
import { saveGroupSource } from '@/lib/services/groups/save-group-source'
import { startGroupsRun } from '@/lib/services/groups/start-groups-run'
import { emptyPglite, newPostgresDatabase } from '../support/database'
import { groupsTenant } from '../support/groups'
import { mysqlServer } from '../support/mysql-server'
import { perform } from '../support/services'
import { untilSync } from '../support/sync'

const query = 'select * from t order by n'
// What the stand-in of a MySQL server gives: each row is a group of its own with one member.
const fields = { groupId: 'id', member: 'n', otherwise: 'externalGroup' } as const

type Settings = Parameters<typeof saveGroupSource.run>[1]['source']

/** A tenant whose groups come from that database, and a worker. */
async function readingFrom(source: Settings, connectionString: string) {
  const opened = await emptyPglite()
  const tenant = await groupsTenant(opened, { allowedHosts: [new URL(connectionString).host] })
  const { connectionId, context } = tenant
  await perform(saveGroupSource, context, { connectionId, source, secrets: { connectionString }, fields })
  await tenant.work()
  return {
    opened,
    async run() {
      const { syncId } = await perform(startGroupsRun, context, { connectionId, plan: 'never' })
      return await untilSync(opened, syncId)
    },
    async members() {
      const groups = await tenant.groups()
      return groups.flatMap(({ id, members }) => members.map((member) => `${id}/${member.id}`))
    },
  }
}

const unencrypted = (url: string) => {
  const plain = new URL(url)
  plain.searchParams.set('sslmode', 'disable')
  return plain.href
}

/** Rows come, one goes, and then the database cannot be read any more. */
async function follow(
  { opened, run, members }: Awaited<ReturnType<typeof readingFrom>>,
  change: { loseOne: () => unknown; fail: () => unknown },
) {
  expect(await run()).toMatchObject({ status: 'succeeded', counts: { sent: 3 }, changes: { updated: 3 } })
  expect(await members()).toEqual(['r1/1', 'r2/2', 'r3/3'])
  const [kept] = await opened.db.select().from(groupSources)
  expect(JSON.stringify(kept)).not.toContain('://')
  expect(await opened.db.$count(sources)).toBe(0)

  await change.loseOne()
  expect(await run()).toMatchObject({
    status: 'succeeded',
    counts: { unchanged: 2 },
    changes: { deleted: 1 },
  })
  expect(await members()).toEqual(['r1/1', 'r2/2'])

  await change.fail()
  expect(await run()).toMatchObject({ status: 'failed', changes: { deleted: 0 } })
  expect(await members()).toEqual(['r1/1', 'r2/2'])
}

test('members come from a PostgreSQL query, and nobody is taken out when it fails', async () => {
  const url = unencrypted(await newPostgresDatabase())
  const client = new Client({ connectionString: url })
  await client.connect()
  onTestFinished(() => client.end())
  await client.query(`create table t as select n, 'r' || n as id from generate_series(1, 3) n`)

  await follow(await readingFrom({ kind: 'postgres', config: PostgresConfig.parse({ query }) }, url), {
    loseOne: () => client.query('delete from t where n = 3'),
    fail: () => client.query('drop table t'),
  })
})

test('members come from a MySQL query, and nobody is taken out when it fails', async () => {
  const server = await mysqlServer(3)

  await follow(
    await readingFrom({ kind: 'mysql', config: MysqlConfig.parse({ query }) }, unencrypted(server.url)),
    { loseOne: () => server.give(2), fail: () => server.give(null) },
  )
})

const real = process.env.MYSQL_TEST_URL
test.skipIf(!real)('members come from a query of the server of MYSQL_TEST_URL', async () => {
  const admin = await createConnection(real ?? '')
  const name = `t_${crypto.randomUUID().replaceAll('-', '')}`
  await admin.query(`create database ${name}`)
  onTestFinished(async () => {
    await admin.query(`drop database ${name}`)
    await admin.end()
  })
  await admin.query(`create table ${name}.t (n int primary key, id varchar(20))`)
  await admin.query(`insert into ${name}.t values (1, 'r1'), (2, 'r2'), (3, 'r3')`)
  const url = new URL(unencrypted(real ?? ''))
  url.pathname = `/${name}`

  await follow(await readingFrom({ kind: 'mysql', config: MysqlConfig.parse({ query }) }, url.href), {
    loseOne: () => admin.query(`delete from ${name}.t where n = 3`),
    fail: () => admin.query(`drop table ${name}.t`),
  })
})
