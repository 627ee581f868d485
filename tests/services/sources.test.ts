import { expect, test } from 'vitest'
import { audit, sources } from '@/lib/db/schema'
import { HttpConfig } from '@/lib/model/sync/http-source'
import { ask } from '@/lib/services/execute'
import { readSyncSetup } from '@/lib/services/sync/read-sync-setup'
import { saveSource } from '@/lib/services/sync/save-source'
import { startSync } from '@/lib/services/sync/start-sync'
import { testSource } from '@/lib/services/sync/test-source'
import { apiServer } from '../support/api-server'
import { emptyPglite } from '../support/database'
import { perform } from '../support/services'
import { syncTenant, untilSync, workerOf } from '../support/sync'

const secret = 'a-key-that-nobody-may-see'
const connectionId = 'helpdesk'

/** An API with tickets behind a key, and a console that may reach it. */
async function setUp() {
  const opened = await emptyPglite()
  const tenant = await syncTenant(opened)
  const tickets = Array.from({ length: 3 }, (_, at) => ({
    ticketId: `T${at + 1}`,
    title: `Ticket ${at + 1}`,
    url: `https://help.contoso.com/${at + 1}`,
    iconUrl: 'https://help.contoso.com/i.png',
    createdAt: '2026-01-31T08:00:00Z',
    body: { text: 'Broken' },
  }))
  const api = await apiServer(({ headers }, response) =>
    headers.authorization === `Bearer ${secret}` ? { value: tickets } : void response.writeHead(401).end(),
  )
  const context = {
    ...tenant.context,
    settings: { ...tenant.context.settings, allowedHosts: [api.host] },
  }
  const config = HttpConfig.parse({
    url: `${api.url}/tickets`,
    path: 'value',
    credentials: { kind: 'bearer' },
  })
  const source = { kind: 'http' as const, config }
  return { opened, tenant, api, context, source, config }
}

test('a source is tested, saved and run, and its secret goes nowhere else', async () => {
  const { opened, context, source } = await setUp()
  const given = { connectionId, source, secrets: { credential: secret } }

  const sample = await perform(testSource, context, given)
  await perform(saveSource, context, given)
  const setup = await ask(readSyncSetup, context, { connectionId })

  expect(sample.fields).toEqual(expect.arrayContaining(['ticketId', 'body.text']))
  expect(setup).toMatchObject({
    source: { settings: source, hasSecrets: true, fields: sample.fields },
    rows: [{ values: { ticketId: 'T1' } }, {}, {}],
    saved: { itemId: { column: 'ticketId' } },
  })
  const kept = JSON.stringify([
    setup,
    sample,
    await opened.db.select().from(audit),
    await opened.db.select().from(sources),
  ])
  expect(kept).not.toContain(secret)
  expect(kept).not.toContain(Buffer.from(secret).toString('base64').slice(0, 20))

  await workerOf(opened, context)
  const { syncId } = await perform(startSync, context, { connectionId, plan: 'never' })
  const view = await untilSync(opened, syncId)
  expect(view).toMatchObject({ status: 'succeeded', sourceKind: 'http', counts: { read: 3, sent: 3 } })
})

test('a kept secret is used again for the same address, and for no other', async () => {
  const { context, source, config, api } = await setUp()
  await perform(saveSource, context, { connectionId, source, secrets: { credential: secret } })
  const elsewhere = await apiServer(() => ({ value: [] }))
  const allowed = { ...context, settings: { ...context.settings, allowedHosts: [api.host, elsewhere.host] } }

  const same = { kind: 'http' as const, config: { ...config, mostPages: 5 } }
  await perform(saveSource, allowed, { connectionId, source: same })
  const other = { kind: 'http' as const, config: { ...config, url: `${elsewhere.url}/x` } }
  const stolen = perform(testSource, allowed, { connectionId, source: other })

  await expect(stolen).rejects.toMatchObject({
    code: 'invalid',
    field: 'credential',
    message: /Enter the secret again/,
  })
  expect(elsewhere.seen).toEqual([])
})

test('a source that cannot be read is not saved', async () => {
  const { opened, context, source } = await setUp()

  const saving = perform(saveSource, context, { connectionId, source, secrets: { credential: 'wrong' } })

  await expect(saving).rejects.toThrow('The API refused the credentials')
  expect(await opened.db.select().from(sources)).toEqual([])
})

test('a secret as a header is refused, because headers are shown', async () => {
  const { context, source, config } = await setUp()
  const headers = [{ name: 'Authorization', value: secret }]

  await expect(
    perform(testSource, context, { connectionId, source: { ...source, config: { ...config, headers } } }),
  ).rejects.toThrow('For a secret choose credentials')
})
