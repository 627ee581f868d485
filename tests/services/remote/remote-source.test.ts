import { eq, sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import type { Opened } from '@/lib/db/open'
import { audit, remoteRuns, sources, syncs } from '@/lib/db/schema'
import { sign, verify } from '@/lib/platform/signature'
import { ask } from '@/lib/services/execute'
import { pingRemote } from '@/lib/services/remote/ping-remote'
import { receiveReport } from '@/lib/services/remote/receive-report'
import { saveRemoteSource } from '@/lib/services/remote/save-remote-source'
import { pauseSync } from '@/lib/services/sync/pause-sync'
import { readSyncSetup } from '@/lib/services/sync/read-sync-setup'
import { startSync } from '@/lib/services/sync/start-sync'
import { getSyncView, listSyncErrors } from '@/lib/services/sync/views'
import { endSilent } from '@/lib/sync/remote/end-silent'
import { requeueOrphans } from '@/lib/sync/takeover'
import { apiServer } from '../../support/api-server'
import { emptyPglite, emptyPostgres } from '../../support/database'
import { savedConnector } from '../../support/remote-connector'
import { perform } from '../../support/services'
import { syncTenant, untilSync, workerOf } from '../../support/sync'

const connectionId = 'helpdesk'

/** A connector that takes each call with the status that it is told, and a run that it has taken on. */
async function setUp(opened: Opened, { begin = true } = {}) {
  const tenant = await syncTenant(opened)
  const face = { status: 202 }
  const connector = await apiServer((_request, response) => void response.writeHead(face.status).end())
  const context = {
    ...tenant.context,
    settings: { ...tenant.context.settings, allowedHosts: [connector.host] },
  }
  const secret = await savedConnector(context, connectionId, `${connector.url}/start`)
  let calls = 0
  const send = (headers: object, body: string, clock = context.clock) =>
    receiveReport(
      { ...context, clock },
      { connectionId, headers: new Headers({ ...headers }), body, requestId: 'r' },
    )
  const report = (what: object) => {
    const body = JSON.stringify(what)
    calls += 1
    return send(sign(secret, `call-${calls}`, new Date(), body), body)
  }
  const start = async () => {
    const worker = await workerOf(opened, context)
    const { syncId } = await perform(startSync, context, { connectionId })
    await untilSync(
      opened,
      syncId,
      ({ status, phase }) => (status === 'running' && phase === 'push') || status === 'failed',
    )
    return { syncId, worker }
  }
  const runId = begin ? (await start()).syncId : ''
  if (begin)
    await expect
      .poll(async () => (await opened.db.select().from(remoteRuns))[0]?.acceptedAt, { timeout: 60_000 })
      .not.toBeNull()
  return { ...tenant, opened, context, connector, face, secret, send, report, start, runId }
}

test.each([
  ['PGlite', emptyPglite],
  ['Postgres', emptyPostgres],
])(
  'a remote connector is started with a signed call, and its run shows what it reports (%s)',
  async (_name, open) => {
    const opened = await open()
    const { connector, secret, report, runId, context } = await setUp(opened)

    const [call] = connector.seen
    expect(JSON.parse(call?.text ?? '')).toEqual({
      event: 'start',
      runId,
      connectionId,
      reportTo: `${context.settings.publicUrl}/api/connections/helpdesk/report`,
    })
    const headers = new Headers(call?.headers as Record<string, string>)
    expect(verify(secret, headers, call?.text ?? '', new Date())).toEqual({ id: `start:${runId}` })

    const failed = { row: 3, itemId: 'T3', code: 'too-large', message: 'It is larger than 4 MB.' }
    const counts = { sent: 1, created: 1, unchanged: 1, failed: 1 }
    expect(await report({ runId, sequence: 1, total: 5, counts, errors: [failed] })).toEqual({
      ok: true,
      value: { status: 'running', repeated: false },
    })
    expect(await getSyncView(opened.db, runId)).toMatchObject({
      status: 'running',
      totalRows: 5,
      counts: { read: 3, sent: 1, unchanged: 1, failed: 1 },
      changes: { created: 1, updated: 0 },
    })

    // No worker has it in hand, and none takes it over.
    await requeueOrphans({ db: opened.db, queue: context.queue })
    const last = { sent: 3, created: 1, unchanged: 1, failed: 1, deleted: 2 }
    await report({ runId, sequence: 2, state: 'succeeded', counts: last })

    const view = await getSyncView(opened.db, runId)
    expect(view).toMatchObject({
      status: 'with-errors',
      counts: { read: 5, sent: 3 },
      changes: { deleted: 2 },
    })
    expect(view.finishedAt).not.toBeNull()
    expect((await listSyncErrors(opened.db, runId)).errors).toMatchObject([failed])
    expect(connector.seen).toHaveLength(1)
  },
)

test('a report that is not as it was signed, comes again or too late counts for nothing', async () => {
  const { secret, send, report, runId, opened } = await setUp(await emptyPglite())
  const body = JSON.stringify({ runId, sequence: 5, counts: { sent: 5, unchanged: 0, failed: 0 } })
  const good = sign(secret, 'one', new Date(), body)
  const other = sign(`whsec_${Buffer.alloc(32).toString('base64')}`, 'one', new Date(), body)
  const bad = [
    send(good, body.replace('5', '6')),
    send({ ...good, 'webhook-id': 'two' }, body),
    send(other, body),
    send({ ...good, 'webhook-signature': '' }, body),
    send({}, body),
    send(good, body, () => new Date(Date.now() + 6 * 60_000)),
    send(good, body, () => new Date(Date.now() - 6 * 60_000)),
  ]
  for (const one of await Promise.allSettled(bad))
    expect(one).toMatchObject({ status: 'rejected', reason: { code: 'unauthenticated' } })
  expect((await getSyncView(opened.db, runId)).counts.sent).toBe(0)

  expect(await send(good, body)).toMatchObject({ value: { repeated: false } })
  // Whoever recorded it can neither count it again nor keep the run alive with it.
  await opened.db.update(remoteRuns).set({ heardAt: sql`now() - interval '11 minutes'` })
  expect(await send(good, body)).toMatchObject({ value: { repeated: true } })
  await endSilent(opened.db, 601)
  expect(await getSyncView(opened.db, runId)).toMatchObject({ status: 'lost', counts: { sent: 5 } })
  await expect(
    report({ runId, sequence: 6, counts: { sent: 6, unchanged: 0, failed: 0 } }),
  ).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining('over (lost)') })
})

test('a report that was overtaken, or that cannot be, changes nothing', async () => {
  const { report, runId, opened } = await setUp(await emptyPglite())
  await report({ runId, sequence: 2, counts: { sent: 9, unchanged: 0, failed: 0 } })

  expect(await report({ runId, sequence: 1, counts: { sent: 4, unchanged: 0, failed: 0 } })).toMatchObject({
    value: { repeated: true },
  })
  for (const odd of [
    { runId, sequence: 3, counts: { sent: -1, unchanged: 0, failed: 0 } },
    { runId, sequence: 3, counts: { sent: 1, created: 2, unchanged: 0, failed: 0 } },
    { runId, sequence: 3, total: 1, counts: { sent: 2, unchanged: 0, failed: 0 } },
    { runId, sequence: 3, counts: { sent: 1, failed: 1 }, errors: [{ row: 1, code: 'x', message: 'a\0b' }] },
    { runId: 'x', sequence: 3, counts: { sent: 1, unchanged: 0, failed: 0 } },
    null,
  ])
    await expect(report(odd as object)).rejects.toMatchObject({ code: 'invalid' })
  await expect(
    report({ runId: crypto.randomUUID(), sequence: 3, counts: { sent: 1, unchanged: 0, failed: 0 } }),
  ).rejects.toMatchObject({ code: 'not-found' })
  expect((await getSyncView(opened.db, runId)).counts).toMatchObject({ sent: 9, read: 9 })
})

test('a silent connector loses its run, but not to a console that was away itself', async () => {
  const { runId, opened, context } = await setUp(await emptyPglite())
  const { db } = opened
  await db.update(remoteRuns).set({ heardAt: sql`now() - interval '9 minutes'` })
  await endSilent(db, 100_000)
  expect((await getSyncView(db, runId)).status).toBe('running')

  await db.update(remoteRuns).set({ heardAt: sql`now() - interval '11 minutes'` })
  await endSilent(db, 30)
  expect((await getSyncView(db, runId)).status).toBe('running')
  await expect(perform(pauseSync, context, { syncId: runId })).rejects.toMatchObject({ code: 'conflict' })

  await endSilent(db, 601)
  expect(await getSyncView(db, runId)).toMatchObject({
    status: 'lost',
    problem: { message: expect.stringContaining('has not reported') },
  })
})

test('a connector that refuses the start fails the run, and what it reports as failed is shown', async () => {
  const { face, start, report, opened, connector } = await setUp(await emptyPglite(), { begin: false })
  face.status = 401
  const { syncId: refused, worker } = await start()
  expect(await untilSync(opened, refused)).toMatchObject({
    status: 'failed',
    problem: { message: expect.stringContaining('refused the signature') },
  })
  await worker.stop()

  face.status = 202
  const { syncId: runId } = await start()
  await expect.poll(() => connector.seen.length).toBe(2)
  const counts = { sent: 0, unchanged: 0, failed: 0 }
  await report({ runId, sequence: 1, state: 'failed', counts, message: 'The HR system is down.' })
  expect(await getSyncView(opened.db, runId)).toMatchObject({
    status: 'failed',
    problem: { message: 'The connector says: The HR system is down.' },
  })
})

test('the secret is told once, kept sealed, and changes with the host', async () => {
  const { context, connector, secret, opened } = await setUp(await emptyPglite(), { begin: false })
  const save = (url: string, newSecret = false) =>
    perform(saveRemoteSource, context, { connectionId, config: { url, silentMinutes: 3 }, newSecret })

  expect(await save(`${connector.url}/other`)).toEqual({ secret: null })
  await perform(pingRemote, context, { connectionId })
  expect(JSON.parse(connector.seen[0]?.text ?? '')).toMatchObject({ event: 'ping', connectionId })
  const { secret: renewed } = await save(`${connector.url}/other`, true)
  const elsewhere = await apiServer(() => ({}))
  const allowed = {
    ...context,
    settings: { ...context.settings, allowedHosts: [connector.host, elsewhere.host] },
  }
  const moved = await perform(saveRemoteSource, allowed, { connectionId, config: { url: elsewhere.url } })
  const secrets = [secret, renewed, moved.secret]
  expect(new Set(secrets).size).toBe(3)

  const kept = JSON.stringify([
    await ask(readSyncSetup, context, { connectionId }),
    await opened.db.select().from(sources),
    await opened.db.select().from(audit),
  ])
  for (const one of secrets) expect(kept).not.toContain(one?.slice(6))
})

test('an address of the inner network, without encryption or with a password is refused', async () => {
  const { context } = await setUp(await emptyPglite(), { begin: false })
  for (const url of [
    'https://127.0.0.1/start',
    'https://[::ffff:10.0.0.1]/',
    'https://169.254.169.254/latest',
    'http://connector.contoso.com/',
    'https://me:hush@connector.contoso.com/',
    'file:///etc/passwd',
  ]) {
    const saving = perform(saveRemoteSource, context, { connectionId, config: { url } })
    await expect(saving, url).rejects.toMatchObject({ code: 'invalid' })
  }
})

test('a run that is cancelled tells its connector with a signed call, and with the answer to a report', async () => {
  const { report, runId, opened, cancel, connector, secret } = await setUp(await emptyPglite())
  await cancel(runId)
  await expect.poll(() => connector.seen.length, { timeout: 60_000 }).toBe(2)
  const [, { headers, text } = { headers: {}, text: '' }] = connector.seen
  expect(JSON.parse(text)).toEqual({ event: 'cancel', runId, connectionId })
  expect(verify(secret, new Headers(headers as Record<string, string>), text, new Date())).toEqual({
    id: `cancel:${runId}`,
  })

  await expect(
    report({ runId, sequence: 1, counts: { sent: 1, unchanged: 0, failed: 0 } }),
  ).rejects.toMatchObject({ code: 'conflict' })
  const [row] = await opened.db.select().from(syncs).where(eq(syncs.id, runId))
  expect(row).toMatchObject({ status: 'cancelled', counts: { sent: 0 } })
})
