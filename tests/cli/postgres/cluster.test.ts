import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { chmod, mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { expect, onTestFinished, test } from 'vitest'
import { end } from '@/lib/cli/children'
import { type Binaries, findBinaries } from '@/lib/cli/postgres/binaries'
import { Cluster } from '@/lib/cli/postgres/cluster'
import { makePrivate } from '@/lib/cli/postgres/data-folder'
import { movePglite } from '@/lib/cli/postgres/move-pglite'
import { openDb } from '@/lib/db/open'
import { audit, connections, operations } from '@/lib/db/schema'
import { jobQueue, queue, stopQueue } from '@/lib/jobs/queue'

async function binaries(): Promise<Binaries> {
  const found = await findBinaries()
  if ('why' in found) throw new Error(found.why)
  return found
}

async function dataFolder() {
  const folder = await mkdtemp(join(tmpdir(), 'console-cluster-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  makePrivate(folder, (await binaries()).account)
  return folder
}

async function startIn(folder: string) {
  const cluster = await Cluster.prepare(await binaries(), folder, { fsync: false })
  const child = await cluster.startReady()
  onTestFinished(() => end(child, 'SIGINT'))
  return { cluster, child }
}

async function ask(url: string, text: string) {
  const client = new Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query(text).finally(() => client.end())
  return rows
}

test('the console’s own Postgres keeps its rows through a kill -9 and an ordered end', async () => {
  const folder = await dataFolder()
  const first = await startIn(folder)
  await ask(first.cluster.url, 'create table kept as select 7 as n')
  first.child.kill('SIGKILL')
  await once(first.child, 'exit')

  const second = await startIn(folder)
  expect(await ask(second.cluster.url, 'select n from kept')).toEqual([{ n: 7 }])
  await end(second.child, 'SIGINT')

  const third = await startIn(folder)
  expect(await ask(third.cluster.url, 'select n from kept')).toEqual([{ n: 7 }])
})

test('a server that outlived who started it makes room for the next', async () => {
  const folder = await dataFolder()
  const orphan = await startIn(folder)
  const gone = once(orphan.child, 'exit')

  const next = await startIn(folder)

  await gone
  expect(await ask(next.cluster.url, 'select 1 as n')).toEqual([{ n: 1 }])
})

test('a folder that another console works with is refused, though its lock was moved away', async () => {
  const folder = await dataFolder()
  const { cluster } = await startIn(folder)
  const console = new Client({ connectionString: cluster.url })
  await console.connect()
  onTestFinished(() => console.end())

  await expect(startIn(folder)).rejects.toThrow(/in use by another console\. Stop it or set DATA_DIR/)

  expect((await console.query('select 1 as n')).rows).toEqual([{ n: 1 }])
})

test('what was open to others in the data folder is closed at the start', async () => {
  const folder = await dataFolder()
  await mkdir(join(folder, 'blobs'))
  await writeFile(join(folder, 'secret.key'), 'k')
  await chmod(join(folder, 'blobs'), 0o777)
  await chmod(join(folder, 'secret.key'), 0o666)

  makePrivate(folder, (await binaries()).account)

  expect((await stat(join(folder, 'blobs'))).mode & 0o777).toBe(0o700)
  expect((await stat(join(folder, 'secret.key'))).mode & 0o777).toBe(0o600)
})

test('nobody without the password gets in, and only from this machine', async () => {
  const { cluster } = await startIn(await dataFolder())
  const stranger = new URL(cluster.url)
  stranger.password = 'guessed'

  await expect(ask(stranger.href, 'select 1')).rejects.toThrow(/password authentication failed/)
  expect(await ask(cluster.url, 'show listen_addresses')).toEqual([{ listen_addresses: '127.0.0.1' }])
})

test('its folder and files are for its user alone', async () => {
  const folder = await dataFolder()
  await startIn(folder)

  const open: string[] = []
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name)
    const found = await stat(path).catch(() => null)
    if (found && (found.mode & 0o077) !== 0) open.push(path)
  }
  expect(open).toEqual([])
  expect((await stat(folder)).mode & 0o066).toBe(0)
})

test('the data of an earlier release moves over, once, with its waiting jobs', {
  timeout: 60_000,
}, async () => {
  const folder = await dataFolder()
  const before = await openDb({ dataDir: folder })
  await before.db.insert(connections).values({ id: 'helpdesk', createdBy: 'Zoë, "quoted" \\ and\ttabs' })
  await before.db.insert(audit).values({ oid: '1', username: 'a', action: 'signIn', outcome: 'done' })
  const operation = { id: crypto.randomUUID(), connectionId: 'helpdesk', kind: 'schema' as const }
  await before.db.insert(operations).values({ ...operation, status: 'inprogress', startedBy: 'a' })
  await jobQueue(before).add('watch-operation', { operationId: operation.id })
  await stopQueue(before)
  await before.close()

  const { cluster } = await startIn(folder)
  const said: string[] = []
  const move = async () =>
    movePglite(folder, cluster.url, (await binaries()).account, (line) => said.push(line))
  await move()
  await move()

  const after = await openDb({ databaseUrl: cluster.url })
  onTestFinished(async () => {
    await stopQueue(after)
    await after.close()
  })
  expect(await after.db.select().from(connections)).toMatchObject([
    { id: 'helpdesk', createdBy: 'Zoë, "quoted" \\ and\ttabs' },
  ])
  expect(await after.db.select().from(operations)).toMatchObject([operation])
  await after.db.insert(audit).values({ oid: '2', username: 'b', action: 'signIn', outcome: 'done' })
  expect(await after.db.select().from(audit)).toMatchObject([{ oid: '1' }, { oid: '2' }])
  const jobs = await (await queue(after)).findJobs('watch-operation', {})
  expect(jobs).toMatchObject([{ data: { operationId: operation.id } }])
  expect(said).toHaveLength(2)
  expect(await readdir(folder)).toContain('db.before-postgres')
})

test('a program beside the console reads its database, whether that runs or not', async () => {
  const folder = await dataFolder()
  const running = await startIn(folder)
  await ask(running.cluster.url, "create table kept as select 'here' as word")
  const read = () =>
    spawnSync(process.execPath, ['--import', 'tsx', 'tests/support/read-own.ts'], {
      encoding: 'utf8',
      env: { ...process.env, ...variables, DATA_DIR: folder },
    })

  const beside = read()
  await end(running.child, 'SIGINT')
  const alone = read()

  expect([beside.stdout, alone.stdout]).toEqual(['here', 'here'])
})

const id = '00000000-0000-0000-0000-000000000001'
const variables = {
  SECRET_KEY: randomBytes(32).toString('base64'),
  ENTRA_TENANT_ID: id,
  SIGNIN_CLIENT_ID: id,
  SIGNIN_CLIENT_SECRET: 'not used here',
  CONFIGURATION_CLIENT_ID: id,
  CONFIGURATION_CLIENT_SECRET: 'not used here',
}

test('PGlite does not open a folder that holds a Postgres', async () => {
  const folder = await dataFolder()
  await startIn(folder)

  await expect(openDb({ dataDir: folder })).rejects.toThrow(/holds a Postgres, which only npm start/)
})
