import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { end } from '@/lib/cli/children'
import { portalEnv, type Ready, startEmulator } from '@/lib/cli/emulator'
import { type Opened, openDb } from '@/lib/db/open'
import { appToken } from '@/lib/entra/tokens'
import { createGraph, type Graph } from '@/lib/graph/client'
import { createConnection, getConnection } from '@/lib/graph/connections'
import { putItem } from '@/lib/graph/items'
import { getSchema, updateSchema } from '@/lib/graph/schema'
import { startWorker } from '@/lib/jobs/worker'
import { templates } from '@/lib/model/connection/templates'
import { Mapping } from '@/lib/model/mapping/mapping'
import { rowToItem } from '@/lib/model/mapping/row-to-item'
import { suggestMapping } from '@/lib/model/mapping/suggest'
import type { SyncStatus } from '@/lib/model/sync/status'
import type { SyncView } from '@/lib/model/sync/sync'
import { parseEnv } from '@/lib/platform/env'
import type { Context } from '@/lib/services/context'
import { jobHandlers } from '@/lib/services/jobs'
import { startSync } from '@/lib/services/sync/start-sync'
import { getSyncView } from '@/lib/services/sync/views'
import { hashValues } from '@/lib/snapshots/chunk'
import { readUpload } from '@/lib/sources/file/read-upload'
import type { Upload } from '@/lib/sources/file/stored-upload'
import { storeUpload } from '@/lib/sources/file/uploads'
import { saveSource } from '@/lib/sources/source'
import { factsOf } from '@/lib/sync/item-facts'
import { hashItem, recordPushed } from '@/lib/sync/ledger'
import { mappingVersion } from '@/lib/sync/mapping-version'
import { startDatabase } from '../endure/ground'
import { helpdeskLines } from '../support/samples'
import { contextFor, perform } from '../support/services'
import { secretKey, storesOf } from '../support/stores'
import { InFlight } from './in-flight'

export const connectionId = 'helpdesk'
const template = templates.find(({ id }) => id === 'helpdesk')

/** What a measurement of syncs works with: a ready connection, the worker, and this console's database. */
export interface Bench {
  opened: Opened
  graph: Graph
  tenantId: string
  inFlight: InFlight
  context: Context
}

/** `BENCH_DATABASE=postgres` measures with a Postgres beside, in place of PGlite within. */
const usual: Opened['kind'] = process.env.BENCH_DATABASE === 'postgres' ? 'postgres' : 'pglite'

export async function withSync<T>(
  latencyMs: number,
  measure: (bench: Bench) => Promise<T>,
  kind = usual,
): Promise<T> {
  process.env.LOG_LEVEL ??= 'error'
  const dataDir = await mkdtemp(join(tmpdir(), 'console-bench-'))
  const emulator = await startEmulator({
    EMULATOR_PORT: '0',
    EMULATOR_DATA: ':memory:',
    EMULATOR_SEED: 'empty',
    EMULATOR_LATENCY_MS: String(latencyMs),
    EMULATOR_PROVISIONING_MS: '0',
    EMULATOR_SERVICE_MS: '0',
  })
  const database = kind === 'postgres' ? await startDatabase(dataDir) : undefined
  const opened = await openDb({ dataDir, databaseUrl: database?.url })
  try {
    const inFlight = new InFlight()
    const graph = inFlight.watch(graphAs(emulator.ready, 'everything'))
    const { tenantId } = emulator.ready
    const context = contextFor(opened, {
      graph,
      ingestion: graph,
      env: parseEnv(
        portalEnv(emulator.ready, 'http://127.0.0.1:3000', dataDir, secretKey.toString('base64')),
      ),
    })
    await connect(graph)
    const worker = await startWorker(opened, jobHandlers({ ...context, tenantId }))
    return await measure({ opened, graph, tenantId, inFlight, context }).finally(() => worker.stop())
  } finally {
    await opened.close()
    if (database) await end(database.child, 'SIGINT')
    await end(emulator.child)
    await rm(dataDir, { recursive: true })
  }
}

function graphAs(ready: Ready, name: string) {
  const app = ready.apps.find((candidate) => candidate.name === name)
  if (!app) throw new Error(`The local tenant has no app ${name}.`)
  const directory = { authority: ready.authority, tenantId: ready.tenantId, graphUrl: ready.graph }
  return createGraph({ baseUrl: ready.graph, token: appToken('INGESTION', app, directory) })
}

async function connect(graph: Graph) {
  const { contentCategory, schema } = helpdesk()
  const connection = { id: connectionId, name: 'Helpdesk', description: 'Measured.', contentCategory }
  await createConnection(graph, connection)
  await updateSchema(graph, connectionId, schema)
  while ((await getConnection(graph, connectionId)).state !== 'ready') await sleep(100)
}

export function helpdesk() {
  if (!template) throw new Error('There is no helpdesk template.')
  return template
}

/** Uploads so many tickets and maps them. */
export async function uploadRows(opened: Opened, rows: number) {
  const stream = async function* () {
    for (const line of helpdeskLines(rows)) yield Buffer.from(line)
  }
  const file = { connectionId, fileName: 'tickets.csv', uploadedBy: 'bench', maxBytes: 1_000_000_000 }
  const upload = await storeUpload(storesOf(opened), file, stream())
  const { schema, contentCategory } = helpdesk()
  const mapping = Mapping.parse(suggestMapping(upload.columns, schema, contentCategory))
  await saveSource(opened.db, { connectionId, uploadId: upload.id, mapping, savedBy: 'bench' })
  return { upload, mapping }
}

export const runToEnd = (bench: Bench): Promise<SyncView> => until(bench, 'succeeded', 'never')

/** A run that shows its plan and waits. */
export const runToPlan = (bench: Bench): Promise<SyncView> => until(bench, 'held', 'always')

async function until({ opened, context }: Bench, status: SyncStatus, plan: 'never' | 'always') {
  const { syncId: id } = await perform(startSync, context, { connectionId, plan })
  for (;;) {
    const view = await getSyncView(opened.db, id)
    if (view.status === status) return view
    if (view.finishedAt || view.problem) throw new Error(`The sync did not succeed: ${JSON.stringify(view)}`)
    // Asked as rarely as a browser does: the embedded database answers in this process.
    await sleep(1000)
  }
}

export function perSecond({ startedAt, finishedAt }: SyncView, items: number) {
  return (items * 1000) / (Date.parse(finishedAt ?? '') - Date.parse(startedAt ?? ''))
}

/** Fills the ledger as if all had been sent, which would take minutes to an hour; the few that a run asks for are. */
export async function takeAsSent({ opened, graph, tenantId }: Bench, { id }: Upload, mapping: Mapping) {
  const [schema, { contentCategory }] = await Promise.all([
    getSchema(graph, connectionId),
    getConnection(graph, connectionId),
  ])
  if (!schema) throw new Error('The connection has no schema.')
  const mapped = { mapping, schema, contentCategory, tenantId }
  const version = { schema, mappingVersion: mappingVersion(mapped) }
  const syncId = crypto.randomUUID()
  const ids: string[] = []
  for await (const rows of readUpload(storesOf(opened), id)) {
    const pushed = rows.flatMap(({ values }) => {
      const { itemId, item } = rowToItem({ row: values, ...mapped })
      if (!itemId || !item) return []
      const made = { itemId, item, hash: hashItem(item), rowHash: hashValues(values) }
      return [{ ...factsOf(made, version), sentUnder: 0 }]
    })
    for (const { itemId } of pushed) ids.push(itemId)
    await recordPushed(opened.db, { connectionId, syncId }, pushed)
  }
  ids.sort()
  const item = {
    acl: [{ type: 'everyone', value: tenantId, accessType: 'grant' }],
    properties: { title: 'x' },
  }
  for (const itemId of [...ids.slice(0, 3), ...ids.slice(-3)])
    await putItem(graph, connectionId, itemId, item)
}
