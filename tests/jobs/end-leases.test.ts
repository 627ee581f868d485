import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { hostname } from 'node:os'
import { expect, onTestFinished, test } from 'vitest'
import type { Db } from '@/lib/db/open'
import { openDb } from '@/lib/db/open'
import { connections, leases } from '@/lib/db/schema'
import { queue, stopQueue } from '@/lib/jobs/queue'
import { emptyPostgres } from '../support/database'
import { preparedFolder } from '../support/prepared'
import { syncTenant } from '../support/sync'

const settleMs = 3_000
const hourMs = 3_600_000

async function hold(db: Db, owners: Record<string, string>) {
  for (const [connectionId, owner] of Object.entries(owners)) {
    await db.insert(connections).values({ id: connectionId })
    const expiresAt = new Date(Date.now() + hourMs)
    await db.insert(leases).values({ connectionId, owner, token: randomUUID(), expiresAt })
  }
}

async function leftMs(db: Db) {
  const rows = await db.select().from(leases)
  return new Map(rows.map(({ connectionId, expiresAt }) => [connectionId, Number(expiresAt) - Date.now()]))
}

/** The number of a process that has ended. */
async function deadPid() {
  const child = spawn(process.execPath, ['--version'])
  await once(child, 'close')
  return child.pid
}

test('a worker of the console’s own Postgres ends the leases of processes of this machine that are dead', async () => {
  const opened = { ...(await emptyPostgres()), dataDir: '/nowhere' }
  await hold(opened.db, {
    dead: `${hostname()}:${await deadPid()}`,
    alive: `${hostname()}:${process.pid}`,
    elsewhere: `another-host:${await deadPid()}`,
    nobody: `${hostname()}:none`,
  })

  await (await syncTenant(opened)).work()

  const left = await leftMs(opened.db)
  expect(left.get('dead')).toBeLessThanOrEqual(settleMs)
  for (const name of ['alive', 'elsewhere', 'nobody']) expect(left.get(name)).toBeGreaterThan(hourMs / 2)
})

test('a worker of a shared Postgres leaves all leases to expire by themselves', async () => {
  const opened = await emptyPostgres()
  await hold(opened.db, { dead: `${hostname()}:${await deadPid()}` })

  await (await syncTenant(opened)).work()

  expect((await leftMs(opened.db)).get('dead')).toBeGreaterThan(hourMs / 2)
})

test('whoever opens PGlite waits for what the last process sent, and not for its own start', async () => {
  const dataDir = await preparedFolder()
  const before = await openDb({ dataDir })
  await hold(before.db, { dead: `${hostname()}:1` })
  await before.close()
  const opened = await openDb({ dataDir })
  onTestFinished(() => opened.close())
  const openedAt = Date.now()

  await queue(opened)
  onTestFinished(() => stopQueue(opened))

  const [lease] = await opened.db.select().from(leases)
  expect(Number(lease?.expiresAt)).toBeLessThanOrEqual(Math.max(openedAt + settleMs, Date.now()))
})
