import { Readable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { onTestFinished } from 'vitest'
import type { z } from 'zod'
import type { Opened } from '@/lib/db/open'
import { createConnection, getConnection } from '@/lib/graph/connections'
import { getSchema, updateSchema } from '@/lib/graph/schema'
import { startWorker } from '@/lib/jobs/worker'
import { type Template, templates } from '@/lib/model/connection/templates'
import { Mapping } from '@/lib/model/mapping/mapping'
import { suggestMapping } from '@/lib/model/mapping/suggest'
import type { SyncView } from '@/lib/model/sync/sync'
import type { Context } from '@/lib/services/context'
import { jobHandlers } from '@/lib/services/jobs'
import { cancelSync } from '@/lib/services/sync/cancel-sync'
import { pauseSync, resumeSync } from '@/lib/services/sync/pause-sync'
import { startSync } from '@/lib/services/sync/start-sync'
import { getSyncView } from '@/lib/services/sync/views'
import type { Upload } from '@/lib/sources/file/stored-upload'
import { type NewUpload, storeUpload } from '@/lib/sources/file/uploads'
import { emulatedGraph, type SeedConnection } from './graph'
import { contextFor, perform } from './services'
import { storesOf } from './stores'

type PlanWhen = NonNullable<z.input<typeof startSync.input>['plan']>

/** A ready connection made from a template. */
export function fromTemplate(id: Template['id'], connectionId: string): SeedConnection {
  const template = templates.find((one) => one.id === id)
  if (!template) throw new Error(`There is no template ${id}.`)
  const { contentCategory, schema } = template
  return { id: connectionId, name: connectionId, description: 'For tests.', contentCategory, schema }
}

export const streamOf = (text: string | Uint8Array): AsyncIterable<Uint8Array> =>
  Readable.from([typeof text === 'string' ? Buffer.from(text) : text])

export const upload = (
  opened: Opened,
  text: string | Uint8Array,
  more: Partial<NewUpload> = {},
): Promise<Upload> =>
  storeUpload(
    storesOf(opened),
    {
      connectionId: 'helpdesk',
      fileName: 'tickets.csv',
      uploadedBy: 'oid',
      maxBytes: 1_000_000_000,
      ...more,
    },
    streamOf(text),
  )

/** A local tenant with a ready connection, and what it takes to run syncs on it. */
export async function syncTenant(opened: Opened, template: 'helpdesk' | 'people' = 'helpdesk') {
  const connectionId = template
  const tenant = await emulatedGraph({ connections: [fromTemplate(template, connectionId)] })
  const { graph } = tenant
  const context = contextFor(opened, tenant)

  return {
    ...tenant,
    connectionId,
    context,
    /** Uploads a file, maps it by its column names, and by `map` where that says otherwise, and starts. */
    async start(csv: string, { evenUnregistered = true, plan = 'never' as PlanWhen, map = {} } = {}) {
      const { id, columns } = await upload(opened, csv, { connectionId })
      const { contentCategory } = await getConnection(graph, connectionId)
      const schema = await getSchema(graph, connectionId)
      const suggested = Mapping.parse(schema && suggestMapping(columns, schema, contentCategory))
      const mapping = Mapping.parse({ ...suggested, ...map })
      const { syncId } = await perform(startSync, context, {
        connectionId,
        uploadId: id,
        mapping,
        evenUnregistered,
        plan,
      })
      return syncId
    },
    cancel: (syncId: string) => perform(cancelSync, context, { syncId }),
    pause: (syncId: string) => perform(pauseSync, context, { syncId }),
    resume: (syncId: string) => perform(resumeSync, context, { syncId }),
    work: () => workerOf(opened, context),
    /** Makes the deleted connection again, as another program would. */
    async connectAnew() {
      const { schema, ...connection } = fromTemplate(template, connectionId)
      await createConnection(graph, connection, { authorizedAppIds: Object.values(tenant.apps) })
      if (schema) await updateSchema(graph, connectionId, schema)
      await tenant.wait({ minutes: 15 })
    },
    async itemCount() {
      const [connection] = (await tenant.state()).connections
      return connection?.itemCount
    },
  }
}

/** A worker that takes jobs until the test ends. */
export async function workerOf(opened: Opened, context: Context) {
  const { tenantId } = context.settings
  const worker = await startWorker(opened, jobHandlers({ ...context, tenantId }))
  onTestFinished(() => worker.stop())
  return worker
}

/** Waits until the run satisfies `when`; unless told, until it is over. */
export async function untilSync(
  opened: Opened,
  syncId: string,
  when: (view: SyncView) => boolean = ({ finishedAt }) => finishedAt !== null,
  { seconds = 120 } = {},
): Promise<SyncView> {
  for (const end = Date.now() + seconds * 1000; Date.now() < end; await sleep(50)) {
    const view = await getSyncView(opened.db, syncId)
    if (when(view)) return view
  }
  throw new Error(`The sync did not come that far: ${JSON.stringify(await getSyncView(opened.db, syncId))}`)
}
