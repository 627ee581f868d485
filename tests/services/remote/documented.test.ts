import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { startSync } from '@/lib/services/sync/start-sync'
import { listSyncErrors } from '@/lib/services/sync/views'
import { apiServer } from '../../support/api-server'
import { emptyPglite } from '../../support/database'
import { reporting, savedConnector } from '../../support/remote-connector'
import { perform } from '../../support/services'
import { syncTenant, untilSync, workerOf } from '../../support/sync'

/** The connector of the page, as it stands there, with this secret. Answers its port. */
async function startDocumented(secret: string) {
  const code = /```ts\n(.*?)```/s.exec(readFileSync('docs/remote-source.md', 'utf8'))?.[1]
  if (!code) throw new Error('The page has no program.')
  const file = join(mkdtempSync(join(tmpdir(), 'connector-')), 'connector.ts')
  writeFileSync(file, code)
  const child = spawn(process.execPath, [file], { env: { ...process.env, SECRET: secret } })
  onTestFinished(() => void child.kill())
  const [line] = await once(child.stdout, 'data')
  return (JSON.parse(String(line)) as { port: number }).port
}

test('the connector of the page runs as it stands there', async () => {
  const opened = await emptyPglite()
  const tenant = await syncTenant(opened)
  // The secret is known only once an address was saved, and the port of the connector only once it has the secret.
  const door: { port?: number } = {}
  const gate = await apiServer(async ({ headers, text }, response) => {
    const answer = await fetch(`http://127.0.0.1:${door.port}/`, {
      method: 'POST',
      headers: Object.fromEntries(
        Object.entries(headers).filter(([name]) => name.startsWith('webhook-')),
      ) as Record<string, string>,
      body: text,
    })
    response.writeHead(answer.status).end()
  })
  const { context, portal } = await reporting(tenant, [gate.host])
  const { connectionId } = tenant
  door.port = await startDocumented(await savedConnector(context, connectionId, gate.url))
  await workerOf(opened, context)

  const { syncId } = await perform(startSync, context, { connectionId })
  const view = await untilSync(opened, syncId)

  expect(view).toMatchObject({
    status: 'with-errors',
    totalRows: 4,
    counts: { read: 4, sent: 3, failed: 1 },
  })
  expect((await listSyncErrors(opened.db, syncId)).errors).toMatchObject([{ row: 4, code: 'empty-row' }])
  expect(portal.seen).toHaveLength(5)
})
