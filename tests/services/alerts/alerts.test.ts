import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { eq } from 'drizzle-orm'
import { expect, onTestFinished, test, vi } from 'vitest'
import { type Opened, openDb } from '@/lib/db/open'
import { alertMessages, alertRules, connections, syncs } from '@/lib/db/schema'
import { queue, stopQueue } from '@/lib/jobs/queue'
import type { AlertRuleInput } from '@/lib/model/alerts/rule'
import { verify } from '@/lib/platform/signature'
import { checkAlerts } from '@/lib/services/alerts/check-alerts'
import { deleteAlertRule } from '@/lib/services/alerts/delete-alert-rule'
import { listAlertRules } from '@/lib/services/alerts/list-alert-rules'
import { saveAlertRule } from '@/lib/services/alerts/save-alert-rule'
import { sendAlert } from '@/lib/services/alerts/send-alert'
import { testAlertRule } from '@/lib/services/alerts/test-alert-rule'
import type { Context } from '@/lib/services/context'
import { ask } from '@/lib/services/execute'
import { eachDatabase, emptyPostgresUrl } from '../../support/database'
import { startMailServer } from '../../support/mail-server'
import { alex, contextFor, perform } from '../../support/services'
import { syncTenant, workerOf } from '../../support/sync'

const byMail = { kind: 'email', to: ['ops@contoso.com'] } as const
const rule = (changes: Partial<AlertRuleInput> = {}): AlertRuleInput => ({
  name: 'Syncs that fail',
  kind: 'failed',
  threshold: null,
  connectionId: null,
  severity: 'critical',
  channel: { ...byMail, to: [...byMail.to] },
  enabled: true,
  ...changes,
})

async function mailbox(options: { refuse?: boolean } = {}) {
  const server = await startMailServer(options)
  onTestFinished(() => server.close())
  return server
}

/** A tenant whose clock the test moves, with a mail server. */
async function tenantWithMail(opened: Opened, changes: Partial<Context['settings']> = {}) {
  const tenant = await syncTenant(opened)
  const mail = await mailbox()
  let now = new Date('2026-11-23T10:00:00Z')
  const settings = {
    ...tenant.env,
    mail: { url: mail.url, from: 'Console <console@contoso.com>' },
    ...changes,
  }
  const context = contextFor(opened, tenant, { settings, clock: () => now })
  await opened.db.insert(connections).values({ id: 'helpdesk', kind: 'content' }).onConflictDoNothing()
  return {
    ...tenant,
    mail,
    context,
    later: (minutes: number) => {
      now = new Date(now.getTime() + minutes * 60_000)
    },
    now: () => now,
    /** A run that ended like this. */
    run: (
      status: typeof syncs.$inferInsert.status,
      counts = { read: 10, sent: 10, unchanged: 0, failed: 0 },
    ) =>
      opened.db.insert(syncs).values({
        id: randomUUID(),
        connectionId: 'helpdesk',
        sourceKind: 'file',
        sourceName: 'a.csv',
        mapping: { itemId: 'id', properties: {}, acl: { kind: 'everyone' } } as never,
        status,
        counts,
        checkpointCounts: counts,
        problem: status === 'failed' ? { code: 'forbidden', message: 'Graph denied access.' } : null,
        startedBy: 'alexw@contoso.com',
        createdAt: now,
        startedAt: now,
        finishedAt: now,
      }),
  }
}

/** Looks at the rules and sends what they have to say, as a worker would. */
async function lookAndSend(opened: Opened, context: Context) {
  await checkAlerts(context)
  const boss = await queue(opened)
  const jobs = await boss.fetch<{ messageId: string }>('send-alert', { batchSize: 20 })
  for (const { id, data } of jobs) {
    await sendAlert(context, data)
    await boss.complete('send-alert', id)
  }
}

eachDatabase('an alert rule', (open) => {
  test('tells by mail when a sync fails, once, and when it is over', async () => {
    const opened = await open()
    const { context, mail, run, later } = await tenantWithMail(opened)
    await perform(saveAlertRule, context, { id: null, rule: rule() })
    await run('succeeded')
    await lookAndSend(opened, context)
    expect(mail.mails).toEqual([])

    for (const _ of [1, 2, 3]) {
      later(5)
      await run('failed')
      await lookAndSend(opened, context)
    }
    expect(mail.mails).toHaveLength(1)
    expect(mail.mails[0]).toMatchObject({ from: 'console@contoso.com', to: ['ops@contoso.com'] })
    expect(mail.mails[0]?.raw).toMatch(/^Subject: \[Connectors Console\] Critical: helpdesk/m)
    expect(mail.mails[0]?.raw).toContain('The last sync failed. Graph denied access.')
    expect((await ask(listAlertRules, context, {})).rules[0]?.firing).toMatchObject([{ subject: 'helpdesk' }])

    later(5)
    await run('with-errors')
    await lookAndSend(opened, context)
    await lookAndSend(opened, context)
    expect(mail.mails).toHaveLength(2)
    expect(mail.mails[1]?.raw).toMatch(/^Subject: \[Connectors Console\] Over: helpdesk/m)
    expect((await ask(listAlertRules, context, {})).rules[0]?.firing).toEqual([])
  })

  test.each([
    ['held', null, 'held', 'succeeded'],
    ['failed', null, 'stopped', 'succeeded'],
  ] as const)('of the kind %s begins and ends with the runs', async (kind, threshold, bad, good) => {
    const opened = await open()
    const { context, mail, run, later } = await tenantWithMail(opened)
    await perform(saveAlertRule, context, { id: null, rule: rule({ kind, threshold }) })
    for (const status of [good, bad, bad, good, good, bad]) {
      later(5)
      await run(status)
      await lookAndSend(opened, context)
    }
    expect(mail.mails.map(({ raw }) => /^Subject: .*(Critical|Over)/m.exec(raw)?.[1])).toEqual([
      'Critical',
      'Over',
      'Critical',
    ])
  })

  test('of a failure ends with a run of the source, not with a plan that waits or a check', async () => {
    const opened = await open()
    const { context, mail, run, later } = await tenantWithMail(opened)
    await perform(saveAlertRule, context, { id: null, rule: rule() })
    await run('failed')
    await lookAndSend(opened, context)
    later(5)
    await run('held')
    const waits = { phase: 'plan' as const }
    await opened.db.update(syncs).set(waits).where(eq(syncs.status, 'held'))
    await lookAndSend(opened, context)
    later(5)
    await run('succeeded')
    await opened.db.update(syncs).set({ type: 'reconcile' }).where(eq(syncs.status, 'succeeded'))
    await lookAndSend(opened, context)
    expect(mail.mails).toHaveLength(1)

    later(5)
    await run('with-errors')
    await lookAndSend(opened, context)
    expect(mail.mails[1]?.raw).toMatch(/^Subject: \[Connectors Console\] Over: helpdesk/m)
  })

  test('of groups is not over by a sync of the items', async () => {
    const opened = await open()
    const { context, mail, run, later } = await tenantWithMail(opened)
    await perform(saveAlertRule, context, { id: null, rule: rule() })
    await run('failed')
    await opened.db.update(syncs).set({ type: 'groups' }).where(eq(syncs.status, 'failed'))
    await lookAndSend(opened, context)
    expect(mail.mails[0]?.raw).toContain('The last run of groups failed.')
    later(5)
    await run('succeeded')
    await lookAndSend(opened, context)
    expect(mail.mails).toHaveLength(1)

    later(5)
    await run('with-errors')
    await opened.db.update(syncs).set({ type: 'groups' }).where(eq(syncs.status, 'with-errors'))
    await lookAndSend(opened, context)
    expect(mail.mails[1]?.raw).toMatch(/^Subject: \[Connectors Console\] Over: helpdesk/m)
  })

  test('of what waits for an approval tells a plan from deletions, and a plan is no success', async () => {
    const opened = await open()
    const { context, mail, run, later } = await tenantWithMail(opened)
    await perform(saveAlertRule, context, { id: null, rule: rule({ kind: 'held' }) })
    await perform(saveAlertRule, context, { id: null, rule: rule({ kind: 'no-success', threshold: 1 }) })
    await run('held')
    await opened.db.update(syncs).set({ phase: 'plan' })
    later(120)
    await lookAndSend(opened, context)

    const texts = mail.mails.map(({ raw }) => raw).join('\n')
    expect(texts).toContain('The plan of the last sync waits for an approval.')
    expect(texts).toContain('and none ever has')
  })

  test('of too many failed rows counts those of the last run', async () => {
    const opened = await open()
    const { context, mail, run, later } = await tenantWithMail(opened)
    await perform(saveAlertRule, context, { id: null, rule: rule({ kind: 'error-rate', threshold: 5 }) })
    await run('with-errors', { read: 100, sent: 95, unchanged: 0, failed: 5 })
    await lookAndSend(opened, context)
    later(5)
    await run('with-errors', { read: 100, sent: 94, unchanged: 0, failed: 6 })
    await lookAndSend(opened, context)

    expect(mail.mails).toHaveLength(1)
    expect(mail.mails[0]?.raw).toContain('6 of 100 rows of the last sync failed (6.0 %).')
  })

  test('of no success for too long begins by the clock alone', async () => {
    const opened = await open()
    const { context, mail, run, later } = await tenantWithMail(opened)
    await perform(saveAlertRule, context, { id: null, rule: rule({ kind: 'no-success', threshold: 26 }) })
    await run('succeeded')
    later(25 * 60)
    await run('failed')
    await lookAndSend(opened, context)
    expect(mail.mails).toHaveLength(0)
    later(2 * 60)
    await lookAndSend(opened, context)
    expect(mail.mails[0]?.raw).toContain('No sync has succeeded for 27 h 0 min.')
    await run('succeeded')
    later(1)
    await lookAndSend(opened, context)
    expect(mail.mails).toHaveLength(2)
  })

  test('of the quota and of a secret that ends look at the connection and the configuration', async () => {
    const opened = await open()
    const { context, mail, later } = await tenantWithMail(opened)
    const { configuration } = context.settings
    Object.assign(context.settings, {
      configuration: { ...configuration, certificatePem: undefined, secretExpires: '2026-12-10' },
    })
    await perform(saveAlertRule, context, { id: null, rule: rule({ name: 'Quota', kind: 'quota' }) })
    await perform(saveAlertRule, context, {
      id: null,
      rule: rule({ name: 'Secrets', kind: 'secret', threshold: 14 }),
    })
    await lookAndSend(opened, context)
    expect(mail.mails).toEqual([])

    const answer = { id: 'helpdesk', name: 'Helpdesk', description: '', state: 'limitExceeded' } as never
    await opened.db.update(connections).set({ answer }).where(eq(connections.id, 'helpdesk'))
    later(4 * 24 * 60)
    await lookAndSend(opened, context)

    const texts = mail.mails.map(({ raw }) => raw.replaceAll('=\r\n', '')).join('\n')
    expect(mail.mails).toHaveLength(2)
    expect(texts).toContain('Critical: Helpdesk')
    expect(texts).toContain('The item quota is used up')
    expect(texts).toMatch(/secret .*expire|secret .*end/i)
  })

  test('that is limited to a connection says nothing of another', async () => {
    const opened = await open()
    const { context, mail, run } = await tenantWithMail(opened)
    await opened.db.insert(connections).values({ id: 'other', kind: 'content' })
    await perform(saveAlertRule, context, { id: null, rule: rule() })
    await opened.db.update(alertRules).set({ connectionId: 'other' })
    await run('failed')
    await lookAndSend(opened, context)
    expect(mail.mails).toEqual([])
  })

  test('tries again what the mail server does not take, and keeps what it said', async () => {
    const opened = await open()
    const { context, run } = await tenantWithMail(opened)
    const full = await mailbox({ refuse: true })
    Object.assign(context.settings, { mail: { url: full.url, from: 'c@contoso.com' } })
    await perform(saveAlertRule, context, { id: null, rule: rule() })
    await run('failed')
    await lookAndSend(opened, context)

    const [message] = await opened.db.select().from(alertMessages)
    expect(message).toMatchObject({
      tries: 1,
      sentAt: null,
      problem: expect.stringContaining('mailbox is full'),
    })
    const working = await mailbox()
    Object.assign(context.settings, { mail: { url: working.url, from: 'c@contoso.com' } })
    await sendAlert(context, { messageId: message?.id ?? '' })
    await sendAlert(context, { messageId: message?.id ?? '' })
    expect(working.mails).toHaveLength(1)
    const { rules } = await ask(listAlertRules, context, {})
    expect(rules[0]?.last).toMatchObject({ sentAt: expect.any(String), problem: null })
  })

  test('signs the calls of its webhook', async () => {
    const opened = await open()
    const calls: { headers: Headers; body: string }[] = []
    const server = createServer(async (request, response) => {
      const body = Buffer.concat(await request.toArray()).toString()
      const headers = Object.entries(request.headers).map(([name, value]): [string, string] => [
        name,
        String(value),
      ])
      calls.push({ headers: new Headers(headers), body })
      response.writeHead(204).end()
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    onTestFinished(() => void server.close())
    const address = server.address()
    const port = address && typeof address === 'object' ? address.port : 0
    const url = `http://127.0.0.1:${port}/hook`
    const { context, run, now } = await tenantWithMail(opened, { allowedHosts: [`127.0.0.1:${port}`] })
    const channel = { kind: 'webhook' as const, url }
    const saved = await perform(saveAlertRule, context, { id: null, rule: rule({ channel }) })
    await run('failed')
    await lookAndSend(opened, context)
    await perform(testAlertRule, context, { id: saved.id })

    expect(calls.map(({ body }) => JSON.parse(body).type)).toEqual(['alert', 'test'])
    expect(JSON.parse(calls[0]?.body ?? '')).toMatchObject({
      severity: 'critical',
      subject: 'helpdesk',
      text: expect.stringContaining('Graph denied access.'),
      url: expect.stringContaining('/connections/helpdesk/sync'),
    })
    for (const { headers, body } of calls) {
      expect(verify(saved.secret ?? '', headers, body, now())).toEqual({ id: expect.any(String) })
    }
  })

  test('refuses a webhook of an inner network, and mail without a mail server', async () => {
    const opened = await open()
    const { context } = await tenantWithMail(opened)
    const channel = { kind: 'webhook' as const, url: 'http://169.254.169.254/latest' }
    await expect(
      perform(saveAlertRule, context, { id: null, rule: rule({ channel }) }),
    ).rejects.toMatchObject({
      code: 'invalid',
      field: 'url',
    })
    const without = { ...context, settings: { ...context.settings, mail: null } }
    await expect(perform(saveAlertRule, without, { id: null, rule: rule() })).rejects.toMatchObject({
      code: 'invalid',
      message: expect.stringContaining('SMTP_URL'),
    })
  })

  test('is tested with one button, which says what the mail server said', async () => {
    const opened = await open()
    const { context, mail } = await tenantWithMail(opened)
    const { id } = await perform(saveAlertRule, context, { id: null, rule: rule() })
    await perform(testAlertRule, context, { id })
    expect(mail.mails[0]?.raw).toContain('This is a test of an alert rule.')

    const full = await mailbox({ refuse: true })
    Object.assign(context.settings, { mail: { url: full.url, from: 'c@contoso.com' } })
    await expect(perform(testAlertRule, context, { id })).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining('mailbox is full'),
    })
    const operator = { ...context, actor: { ...alex, roles: ['Operator' as const] } }
    await expect(perform(deleteAlertRule, operator, { id })).rejects.toMatchObject({ code: 'forbidden' })
    await perform(deleteAlertRule, context, { id })
    expect((await ask(listAlertRules, context, {})).rules).toEqual([])
  })
})

test('three workers send each message once', async () => {
  const databaseUrl = await emptyPostgresUrl()
  const stores = await Promise.all([1, 2, 3].map(() => openDb({ databaseUrl })))
  for (const store of stores) {
    onTestFinished(async () => {
      await stopQueue(store)
      await store.close()
    })
  }
  const [first] = stores
  if (!first) throw new Error('There is no database.')
  const { context, mail, run } = await tenantWithMail(first)
  await run('failed')
  for (let n = 0; n < 10; n += 1) {
    await perform(saveAlertRule, context, { id: null, rule: rule({ name: `Rule ${n}` }) })
  }
  for (const store of stores) {
    await workerOf(store, {
      ...context,
      ...contextFor(store, { ...context, graph: context.configuration, env: context.settings }),
      settings: context.settings,
    })
  }

  await vi.waitUntil(() => mail.mails.length >= 10, { timeout: 60_000, interval: 100 })
  await Promise.all(stores.map(() => checkAlerts(context)))
  await new Promise((done) => setTimeout(done, 4_000))

  expect(mail.mails).toHaveLength(10)
  expect(await first.db.$count(alertMessages)).toBe(10)
})
