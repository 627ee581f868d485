import { createServer } from 'node:http'
import { expect, onTestFinished, test } from 'vitest'
import { connections, operations } from '@/lib/db/schema'
import { createConnection } from '@/lib/graph/connections'
import { updateSchema } from '@/lib/graph/schema'
import { jobQueue } from '@/lib/jobs/queue'
import { pollOperation, watchOperation } from '@/lib/operations/operations'
import { listConnections } from '@/lib/services/connections/list-connections'
import { ask } from '@/lib/services/execute'
import { eachDatabase } from '../support/database'
import { draft, emulatedGraph, ready, ticketSchema } from '../support/graph'
import { contextFor } from '../support/services'

/** Another program may write what no table of ours can hold. */
const odd = 'one\0two'
const kept = 'one\ufffdtwo'

test('a text of Graph with NUL or half a character is read as what a database takes', async () => {
  const { graphAt } = await emulatedGraph()
  const said = '{"a":"x\\u0000y\\ud83dz\\ud83d\\ude00","b":[{"k\\u0000":12345678901234567890,"n":null}]}'
  const server = createServer((_, response) => response.end(said))
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  onTestFinished(() => void server.close())
  const { port } = server.address() as { port: number }

  const { body } = await graphAt(`http://127.0.0.1:${port}`).call('get', '/external/connections')

  expect(body).toEqual({
    a: 'x\ufffdy\ufffdz\ud83d\ude00',
    b: [{ 'k\ufffd': 12345678901234567890n, n: null }],
  })
})

eachDatabase('odd texts in what Graph says', (open) => {
  test('do not keep the pages from being shown, nor an operation from being followed', async () => {
    const opened = await open()
    const tenant = await emulatedGraph({ connections: [ready('helpdesk')] })
    await createConnection(tenant.graph, { ...draft('other'), description: odd })
    await tenant.failNextSchema(odd)
    const watching = { db: opened.db, queue: jobQueue(opened), configuration: tenant.graph }

    const { rows } = await ask(listConnections, contextFor(opened, tenant), {})
    const graphOperationId = await updateSchema(tenant.graph, 'other', ticketSchema)
    const startedBy = 'alexw@contoso.com'
    const id = await watchOperation(watching, { connectionId: 'other', graphOperationId, startedBy })
    await tenant.wait({ minutes: 15 })
    await pollOperation(watching, id)

    expect(rows.map((row) => row.id).sort()).toEqual(['helpdesk', 'other'])
    const answers = (await opened.db.select().from(connections)).map(({ answer }) => answer?.description)
    expect(answers).toContain(kept)
    expect(await opened.db.select().from(operations)).toMatchObject([
      { status: 'failed', problem: { message: expect.stringContaining(kept) } },
    ])
  })
})
