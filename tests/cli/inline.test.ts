import { once } from 'node:events'
import { connect, createServer, type Server } from 'node:net'
import { expect, inject, onTestFinished, test } from 'vitest'
import { openDb } from '@/lib/db/open'
import { stopQueue } from '@/lib/jobs/queue'
import { newPostgresDatabase } from '../support/database'
import { startProcess, stopWith } from '../support/process'
import { helpdeskCsv } from '../support/samples'
import { syncTenant, untilSync } from '../support/sync'

/** A way to Postgres that is closed until it is opened. */
async function gate() {
  const { hostname, port } = new URL(inject('postgresUrl'))
  const server: Server = createServer((from) => {
    const to = connect(Number(port), hostname)
    from.pipe(to).pipe(from)
    for (const end of [from, to]) end.on('error', () => {})
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const at = (server.address() as { port: number }).port
  await new Promise((done) => server.close(done))
  onTestFinished(() => void server.close())
  return { port: at, open: () => new Promise<void>((done) => server.listen(at, '127.0.0.1', done)) }
}

async function queued() {
  const databaseUrl = await newPostgresDatabase()
  const opened = await openDb({ databaseUrl })
  onTestFinished(async () => {
    await stopQueue(opened)
    await opened.close()
  })
  const tenant = await syncTenant(opened)
  const syncId = await tenant.start(helpdeskCsv(20))
  return { databaseUrl, opened, tenant, syncId }
}

test('a portal waits for a Postgres that is down, and goes on when it is back', {
  timeout: 60_000,
}, async () => {
  const { databaseUrl, opened, tenant, syncId } = await queued()
  const way = await gate()
  const through = new URL(databaseUrl)
  through.hostname = '127.0.0.1'
  through.port = String(way.port)

  const portal = startProcess('tests/support/inline-worker.ts', tenant, {
    DATABASE_URL: through.href,
    WORKER: 'inline',
    NEXT_MANUAL_SIG_HANDLE: 'true',
    LOG_LEVEL: 'silent',
    KEEP_OPEN: 'yes',
  })
  await once(portal, 'message')
  expect(portal.exitCode).toBeNull()
  await way.open()

  expect(await untilSync(opened, syncId, undefined, { seconds: 40 })).toMatchObject({ status: 'succeeded' })
  expect(await stopWith('SIGTERM', portal)).toEqual([0, null])
})

test.each(['inline', 'off'])('a portal with WORKER=%s ends on SIGTERM', async (worker) => {
  const { databaseUrl, tenant } = await queued()
  const portal = startProcess('tests/support/inline-worker.ts', tenant, {
    DATABASE_URL: databaseUrl,
    WORKER: worker,
    NEXT_MANUAL_SIG_HANDLE: 'true',
    KEEP_OPEN: 'yes',
  })
  await once(portal, 'message')

  expect(await stopWith('SIGTERM', portal)).toEqual([0, null])
})
