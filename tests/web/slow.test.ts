import { connect, createServer, type Socket } from 'node:net'
import { PgBoss } from 'pg-boss'
import { expect, onTestFinished, test } from 'vitest'
import { openDb } from '@/lib/db/open'
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

/** A way to a database that can be frozen: connections stay, and nothing comes through. */
async function freezable(databaseUrl: string) {
  const { hostname, port } = new URL(databaseUrl)
  const sockets: Socket[] = []
  const server = createServer((from) => {
    const to = connect(Number(port), hostname)
    sockets.push(from, to)
    from.pipe(to).pipe(from)
    for (const end of [from, to]) end.on('error', () => {})
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  const through = new URL(databaseUrl)
  through.hostname = '127.0.0.1'
  through.port = String((server.address() as { port: number }).port)
  const freeze = () => {
    for (const socket of sockets) socket.unpipe().pause()
  }
  return { url: through.href, freeze }
}

test('a frozen database is told within seconds, to the job queue too', async () => {
  const { settings } = await localTenant()
  const { url, freeze } = await freezable(await emptyPostgresUrl())
  const { db, queueDb } = await openDb({ databaseUrl: url })
  expect(queueDb).toMatchObject({ query_timeout: 130_000, statement_timeout: 120_000, keepAlive: true })
  const queue = { ...queueDb, max: 1, supervise: false, schedule: false }
  const boss = new PgBoss({ ...queue, ...{ query_timeout: 8_000 } })
  boss.on('error', () => {})
  await boss.start()
  const call = { origin: null, token: 'anything', requestId: 'request-1' }
  expect(await actorOf({ db, settings }, call, { touch: false })).toBeNull()
  freeze()

  const ended = expect(boss.getDb().executeSql('select 1')).rejects.toThrow('timeout')
  const told = expect(actorOf({ db, settings }, call, { touch: false })).rejects.toMatchObject({
    code: 'unavailable',
  })
  expect(await waitedMs(() => told)).toBeLessThan(15_000)
  await ended
  await boss.stop({ graceful: false, close: false })
})
