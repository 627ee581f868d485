import { connect, createServer, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { PgBoss } from 'pg-boss'
import { expect, onTestFinished, test } from 'vitest'
import { openDb } from '@/lib/db/open'
import { SilenceWatch } from '@/lib/db/silence-watch'
import { isDatabaseTrouble } from '@/lib/db/trouble'
import { watchedClient } from '@/lib/db/watched-client'
import { actorOf } from '@/lib/web/context'
import { steadily } from '@/lib/web/route'
import { emptyPostgresUrl } from '../support/database'
import { localTenant } from '../support/tenant'
import { waitedMs } from '../support/waited'

test('an upload that stands still is ended with words', async () => {
  const still = new ReadableStream<Uint8Array>({
    async start(controller) {
      controller.enqueue(new Uint8Array(3))
    },
  })
  const arrived: number[] = []
  const reading = (async () => {
    for await (const part of still.pipeThrough(steadily(50))) arrived.push(part.byteLength)
  })()

  await expect(reading).rejects.toMatchObject({
    code: 'invalid',
    message: expect.stringContaining('Nothing of the file arrived'),
  })
  expect(arrived).toEqual([3])
})

/** A way to a database that can be frozen: connections stay and are made, and nothing comes through. */
async function freezable(databaseUrl: string) {
  const { hostname, port } = new URL(databaseUrl)
  const pairs: [Socket, Socket][] = []
  let frozen = false
  const server = createServer((from) => {
    const to = connect(Number(port), hostname)
    pairs.push([from, to])
    if (!frozen) from.pipe(to).pipe(from)
    for (const end of [from, to]) end.on('error', () => {})
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  onTestFinished(() => {
    for (const socket of pairs.flat()) socket.destroy()
    server.close()
  })
  const through = new URL(databaseUrl)
  through.hostname = '127.0.0.1'
  through.port = String((server.address() as { port: number }).port)
  return {
    url: through.href,
    freeze() {
      frozen = true
      for (const socket of pairs.flat()) socket.unpipe().pause()
    },
    thaw() {
      frozen = false
      for (const [from, to] of pairs) from.pipe(to).pipe(from)
    },
  }
}

test('a frozen database is told within seconds, to the job queue and in the middle of a statement too', async () => {
  const { settings } = await localTenant()
  const { url, freeze, thaw } = await freezable(await emptyPostgresUrl())
  const { db, queueDb } = await openDb({ databaseUrl: url })
  expect(queueDb).toMatchObject({ query_timeout: 130_000, statement_timeout: 120_000, keepAlive: true })
  const boss = new PgBoss({ ...queueDb, max: 1, supervise: false, schedule: false })
  boss.on('error', () => {})
  await boss.start()
  const call = { origin: null, token: 'anything', requestId: 'request-1' }
  const askWho = () => actorOf({ db, settings }, call, { touch: false })
  expect(await askWho()).toBeNull()
  const sleeping = sql`select pg_sleep(0.2)`
  const inFlight = [
    db.execute(sleeping),
    db.transaction((tx) => tx.execute(sleeping)),
    boss.getDb().executeSql('select pg_sleep(0.2)'),
  ]
  const ends = inFlight.map((one) => one.catch((error: unknown) => error))
  await sleep(100)
  freeze()

  const told = expect(askWho()).rejects.toMatchObject({ code: 'unavailable' })
  expect(await waitedMs(() => told)).toBeLessThan(15_000)
  expect(await waitedMs(() => Promise.all(ends))).toBeLessThan(30_000)
  expect((await Promise.all(ends)).map(isDatabaseTrouble)).toEqual([true, true, true])

  thaw()
  await expect.poll(() => askWho().catch(() => 'frozen'), { timeout: 30_000 }).toBeNull()
  await boss.stop({ graceful: false, close: false })
})

test('a statement that takes long goes on as long as the database answers others', async () => {
  const connectionString = await emptyPostgresUrl()
  const watch = new SilenceWatch(
    { connectionString },
    { statementMs: 50, lookMs: 20, steps: 100, stepMs: 50 },
  )
  onTestFinished(() => watch.stop())
  const client = new (watchedClient(watch))({ connectionString })
  await client.connect()

  const { rows } = await client.query('select pg_sleep(1), 1 as one')
  await client.end()

  expect(rows).toMatchObject([{ one: 1 }])
  expect(watch.isSilent).toBe(false)
})
