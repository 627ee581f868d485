import { createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import type { Opened } from '@/lib/db/open'
import { audit, triggers } from '@/lib/db/schema'
import { sign } from '@/lib/platform/signature'
import { listSyncs } from '@/lib/services/sync/views'
import { createTrigger } from '@/lib/services/triggers/create-trigger'
import { deleteTrigger } from '@/lib/services/triggers/delete-trigger'
import { receiveCall } from '@/lib/services/triggers/receive-call'
import { eachDatabase } from '../../support/database'
import { helpdeskCsv } from '../../support/samples'
import { perform } from '../../support/services'
import { syncTenant, untilSync } from '../../support/sync'

const at = new Date()
const later = (minutes: number) => new Date(at.getTime() + minutes * 60_000)

async function withTrigger(opened: Opened) {
  const tenant = await syncTenant(opened)
  const worker = await tenant.work()
  await untilSync(opened, await tenant.start(helpdeskCsv(3)))
  await worker.stop()
  const { connectionId, context } = tenant
  const { secret } = await perform(createTrigger, context, { connectionId })
  const call = (headers: object, body = '{}', clock = () => at) =>
    receiveCall(
      { ...context, clock },
      { connectionId, headers: new Headers({ ...headers }), body, requestId: 'r' },
    )
  return { ...tenant, secret, call, runs: async () => (await listSyncs(opened.db, connectionId)).length - 1 }
}

eachDatabase('a signed call', (open) => {
  test('starts a run, and says in the log that a webhook did', async () => {
    const opened = await open()
    const { secret, call } = await withTrigger(opened)

    expect(await call(sign(secret, 'call-1', at, '{}'))).toMatchObject({ ok: true })

    const [run] = await listSyncs(opened.db, 'helpdesk')
    expect(run).toMatchObject({ startedBy: 'webhook', status: 'queued' })
    const entries = await opened.db.select().from(audit).orderBy(audit.id)
    expect(entries.at(-1)).toMatchObject({ action: 'startSync', username: 'webhook', outcome: 'done' })
    expect(JSON.stringify(entries)).not.toContain(secret.slice(6))
  })

  test('counts once', async () => {
    const opened = await open()
    const { secret, call, runs } = await withTrigger(opened)
    const headers = sign(secret, 'call-1', at, '{}')
    const both = await Promise.allSettled([call(headers), call(headers)])

    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    await expect(call(headers)).rejects.toMatchObject({ code: 'conflict' })
    expect(await runs()).toBe(1)
  })

  test('is refused when anything about it is not as it was signed', async () => {
    const opened = await open()
    const { secret, call, runs } = await withTrigger(opened)
    const good = sign(secret, 'call-1', at, '{}')
    const other = sign(`whsec_${Buffer.alloc(32).toString('base64')}`, 'call-1', at, '{}')
    const attempts = [
      call(good, '{"more":1}'),
      call({ ...good, 'webhook-id': 'call-2' }),
      call({ ...good, 'webhook-timestamp': String(Math.floor(later(1).getTime() / 1000)) }),
      call(other),
      call({ ...good, 'webhook-signature': 'v1,' }),
      call({ ...good, 'webhook-signature': '' }),
      call({}),
      call(good, '{}', () => later(6)),
      call(good, '{}', () => later(-6)),
    ]

    for (const attempt of await Promise.allSettled(attempts)) {
      expect(attempt).toMatchObject({ status: 'rejected', reason: { code: 'unauthenticated' } })
    }
    expect(await runs()).toBe(0)
  })

  test('is refused with the old secret after a new one, and after the webhook was deleted', async () => {
    const opened = await open()
    const { secret, call, context, connectionId } = await withTrigger(opened)
    const { secret: renewed } = await perform(createTrigger, context, { connectionId })
    await expect(call(sign(secret, 'call-1', at, '{}'))).rejects.toMatchObject({ code: 'unauthenticated' })
    expect(await call(sign(renewed, 'call-1', at, '{}'))).toMatchObject({ ok: true })

    await perform(deleteTrigger, context, { connectionId })
    await expect(call(sign(renewed, 'call-2', at, '{}'))).rejects.toMatchObject({
      code: 'unauthenticated',
    })
  })

  test('is told when a run goes on already', async () => {
    const opened = await open()
    const { secret, call, start } = await withTrigger(opened)
    await start(helpdeskCsv(4))

    expect(await call(sign(secret, 'call-1', at, '{}'))).toMatchObject({
      ok: false,
      problem: { code: 'conflict', message: expect.stringContaining('running already') },
    })
  })

  test('that could not start a run may be sent again, as senders of webhooks do', async () => {
    const opened = await open()
    const { secret, call, start, cancel, runs } = await withTrigger(opened)
    const headers = sign(secret, 'call-1', at, '{}')
    const other = await start(helpdeskCsv(4))
    expect(await call(headers)).toMatchObject({ ok: false })
    await cancel(other)

    expect(await call(headers)).toMatchObject({ ok: true })
    await expect(call(headers)).rejects.toMatchObject({ code: 'conflict' })
    expect(await runs()).toBe(2)
  })

  test('has a secret that the database keeps sealed', async () => {
    const opened = await open()
    const { secret } = await withTrigger(opened)
    const [row] = await opened.db.select().from(triggers)
    expect(row?.secret).toMatch(/^v2\./)
    expect(row?.secret).not.toContain(secret.slice(6))
  })
})

test('the signature is the one of Standard Webhooks', () => {
  const key = Buffer.from('MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', 'base64')
  const when = new Date(1614265330_000)
  const signature = createHmac('sha256', key).update(
    'msg_p5jXN8AQM9LWM0D4loKWxJek.1614265330.{"test": 2432232314}',
  )
  expect(
    sign(
      'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
      'msg_p5jXN8AQM9LWM0D4loKWxJek',
      when,
      '{"test": 2432232314}',
    ),
  ).toEqual({
    'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    'webhook-timestamp': '1614265330',
    'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  })
  expect(signature.digest('base64')).toBe('g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=')
})
