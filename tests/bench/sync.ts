import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { end } from '@/lib/cli/children'
import { type Ready, startEmulator } from '@/lib/cli/emulator'
import { type Opened, openDb } from '@/lib/db/open'
import { appToken } from '@/lib/entra'
import { createGraph, type Graph } from '@/lib/graph/client'
import { createConnection, getConnection } from '@/lib/graph/connections'
import { putItem } from '@/lib/graph/items'
import { getSchema, updateSchema } from '@/lib/graph/schema'
import { Mapping } from '@/lib/model/mapping'
import { suggestMapping } from '@/lib/model/mapping-suggest'
import { rowToItem } from '@/lib/model/row-to-item'
import type { SyncView } from '@/lib/model/sync'
import { templates } from '@/lib/model/templates'
import { saveSource, startSync } from '@/lib/sync/start'
import { latestUpload, readUpload, storeUpload } from '@/lib/sync/uploads'
import { getSyncView } from '@/lib/sync/views'
import { startWorker } from '@/lib/sync/worker'
import { helpdeskLines } from '../support/samples'
import { report } from './report'

const rows = 10_000
const latencyMs = 100
const sample = 150
const connectionId = 'helpdesk'

/** A sync of 10,000 rows at 100 ms a request, against sending one item after the other as samples do. */
export async function sync(): Promise<boolean> {
  process.env.LOG_LEVEL ??= 'error'
  const dataDir = await mkdtemp(join(tmpdir(), 'console-bench-'))
  const emulator = await startEmulator({
    EMULATOR_PORT: '0',
    EMULATOR_DATA: ':memory:',
    EMULATOR_SEED: 'empty',
    EMULATOR_LATENCY_MS: String(latencyMs),
    EMULATOR_PROVISIONING_MS: '0',
  })
  const opened = await openDb({ dataDir })
  try {
    return await measure(emulator.ready, opened)
  } finally {
    await opened.close()
    await end(emulator.child)
    await rm(dataDir, { recursive: true })
  }
}

async function measure(ready: Ready, opened: Opened) {
  const graph = graphAs(ready, 'everything')
  const mapping = await prepare(graph, opened)
  const deps = { opened, graph, ingestion: graph, tenantId: ready.tenantId }
  const worker = await startWorker(deps)
  try {
    const oneByOne = await sendOneByOne(graph, opened, mapping, ready.tenantId)
    const first = await runToEnd(opened, graph)
    const again = await runToEnd(opened, graph)
    const rate = perSecond(first, first.counts.sent)
    const budgets = [
      report('sync', { metric: 'one by one', value: oneByOne, unit: 'items/s' }),
      report('sync', { metric: 'sent', value: rate, unit: 'items/s' }),
      report('sync', { metric: 'speed-up', value: rate / oneByOne, unit: '×', budget: { atLeast: 20 } }),
      report('sync', {
        metric: 'in flight used',
        value: ((rate / oneByOne) * 100) / 25,
        unit: '% of 25',
      }),
      report('sync', { metric: 'failed', value: first.counts.failed, unit: 'items', budget: { atMost: 0 } }),
      report('sync', {
        metric: 'unchanged',
        value: perSecond(again, again.counts.unchanged),
        unit: 'items/s',
        budget: { atLeast: 20_000 },
      }),
      report('sync', {
        metric: 'sent again',
        value: again.counts.sent,
        unit: 'items',
        budget: { atMost: 0 },
      }),
    ]
    return budgets.every(Boolean)
  } finally {
    await worker.stop()
  }
}

function graphAs(ready: Ready, name: string) {
  const app = ready.apps.find((candidate) => candidate.name === name)
  if (!app) throw new Error(`The local tenant has no app ${name}.`)
  const directory = { authority: ready.authority, tenantId: ready.tenantId, graphUrl: ready.graph }
  return createGraph({ baseUrl: ready.graph, token: appToken('INGESTION', app, directory) })
}

/** A ready connection with the file uploaded and mapped. */
async function prepare(graph: Graph, opened: Opened): Promise<Mapping> {
  const template = templates.find(({ id }) => id === 'helpdesk')
  if (!template) throw new Error('There is no helpdesk template.')
  const { contentCategory, schema } = template
  const connection = { id: connectionId, name: 'Helpdesk', description: 'Measured.', contentCategory }
  await createConnection(graph, connection)
  await updateSchema(graph, connectionId, schema)
  while ((await getConnection(graph, connectionId)).state !== 'ready') await sleep(100)

  const stream = async function* () {
    for (const line of helpdeskLines(rows)) yield Buffer.from(line)
  }
  const file = { connectionId, fileName: 'tickets.csv', uploadedBy: 'bench', maxBytes: 1_000_000_000 }
  const upload = await storeUpload(opened, file, stream())
  const mapping = Mapping.parse(suggestMapping(upload.columns, schema, contentCategory))
  await saveSource(opened.db, { connectionId, uploadId: upload.id, mapping, savedBy: 'bench' })
  return mapping
}

/** Items per second when each waits for the one before. Under other ids, so that the sync sends all of its own. */
async function sendOneByOne(graph: Graph, opened: Opened, mapping: Mapping, tenantId: string) {
  const schema = await getSchema(graph, connectionId)
  if (!schema) throw new Error('The connection has no schema.')
  const { id } = await uploadOf(opened)
  const started = performance.now()
  for await (const { row, values } of readUpload(opened, id)) {
    if (row > sample) break
    const { item } = rowToItem({ row: values, mapping, schema, contentCategory: undefined, tenantId })
    await putItem(graph, connectionId, `sample${row}`, item)
  }
  return (sample * 1000) / (performance.now() - started)
}

async function uploadOf(opened: Opened) {
  const upload = await latestUpload(opened.db, connectionId)
  if (!upload) throw new Error('The file is gone.')
  return upload
}

async function runToEnd(opened: Opened, graph: Graph): Promise<SyncView> {
  const id = await startSync({ opened, graph }, { connectionId, startedBy: 'bench' })
  for (;;) {
    const view = await getSyncView(opened.db, id)
    if (view.status === 'succeeded') return view
    if (view.finishedAt || view.problem) throw new Error(`The sync did not succeed: ${JSON.stringify(view)}`)
    // Asked as rarely as a browser does: the embedded database answers in this process.
    await sleep(1000)
  }
}

function perSecond({ startedAt, finishedAt }: SyncView, items: number) {
  return (items * 1000) / (Date.parse(finishedAt ?? '') - Date.parse(startedAt ?? ''))
}
