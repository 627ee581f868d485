import { readFileSync } from 'node:fs'
import { getTableName } from 'drizzle-orm'
import { expect, test } from 'vitest'
import type { Db } from '@/lib/db/open'
import * as tables from '@/lib/db/schema'
import { putItem } from '@/lib/graph/items'
import { jobQueue, queue } from '@/lib/jobs/queue'
import { startWorker } from '@/lib/jobs/worker'
import { templates } from '@/lib/model/connection/templates'
import { Mapping } from '@/lib/model/mapping/mapping'
import { suggestMapping } from '@/lib/model/mapping/suggest'
import { listConnections } from '@/lib/services/connections/look-up'
import { jobHandlers } from '@/lib/services/jobs'
import { moveUploads } from '@/lib/sources/file/move-uploads'
import { getSource } from '@/lib/sources/source'
import { inspect } from '../support/files'
import { emulatedGraph, peopleDraft, ticket } from '../support/graph'
import { eachOldDatabase } from '../support/old-database'
import { insertOldRows } from '../support/old-rows'
import { helpdeskCsv } from '../support/samples'
import { contextFor } from '../support/services'
import { fromTemplate, untilSync } from '../support/sync'

const rows = 40
const done = 20

/** The file of the run that is half-way, and how its rows become items. */
async function oldFile() {
  const csv = helpdeskCsv(rows)
  const { columns } = await inspect(csv, 100_000)
  const template = templates.find(({ id }) => id === 'helpdesk')
  const mapping = Mapping.parse(template && suggestMapping(columns, template.schema, undefined))
  const accepted = Array.from({ length: done }, (_, at) => `T${1001 + at}`)
  return { csv, columns, rows, mapping, accepted }
}

/** Of the tables that have rows. */
async function rowCounts(db: Db) {
  const counted = Object.values(tables).map(
    async (table) => [getTableName(table), await db.$count(table)] as const,
  )
  return Object.fromEntries((await Promise.all(counted)).filter(([, count]) => count > 0))
}

const connectionsOf = async (db: Db) =>
  (await db.select().from(tables.connections).orderBy(tables.connections.id)).map(
    ({ id, kind, createdBy, goneAt }) => ({ id, kind, createdBy, gone: goneAt !== null }),
  )

eachOldDatabase('a database of the release before connections had a table', (open) => {
  test('opens with every row under its parent, and its run goes on to the end', {
    timeout: 90_000,
  }, async () => {
    const tenant = await emulatedGraph({
      connections: [fromTemplate('helpdesk', 'helpdesk'), peopleDraft('wiki')],
    })
    const file = await oldFile()
    for (const id of file.accepted) await putItem(tenant.ingestion, 'helpdesk', id, ticket(id))
    const old = await open()
    const syncId = await insertOldRows(old.opened.db, file)
    await queue(old.opened)
    await jobQueue(old.opened).add('sync', { syncId, connectionId: 'helpdesk' }, { singletonKey: syncId })

    const opened = await old.upgrade()

    const { db } = opened
    expect(await rowCounts(db)).toEqual({
      audit: 1,
      blobs: 1,
      connections: 3,
      item_counts: 2,
      ledger: done + 1,
      operations: 2,
      schema_drafts: 2,
      sessions: 1,
      sources: 1,
      sync_errors: 1,
      syncs: 2,
      upload_chunks: 2,
      uploads: 1,
    })
    const alex = 'alexw@contoso.com'
    expect(await connectionsOf(db)).toEqual([
      { id: 'helpdesk', kind: 'content', createdBy: alex, gone: false },
      { id: 'old', kind: null, createdBy: null, gone: false },
      { id: 'wiki', kind: null, createdBy: null, gone: false },
    ])
    expect(await getSource(db, 'helpdesk')).toMatchObject({
      kind: 'file',
      name: 'tickets.csv',
      totalRows: rows,
      mapping: file.mapping,
    })

    expect(await db.select({ roles: tables.sessions.roles }).from(tables.sessions)).toEqual([
      { roles: ['Admin'] },
    ])

    const before = (await tenant.requests('PUT')).length
    const context = contextFor(opened, tenant)
    await moveUploads(context)
    const worker = await startWorker(opened, jobHandlers({ ...context, tenantId: tenant.env.tenantId }))
    const view = await untilSync(opened, syncId, undefined, { seconds: 60 })
    await worker.stop()

    expect(view).toMatchObject({
      status: 'succeeded',
      sourceName: 'tickets.csv',
      totalRows: rows,
      counts: { read: rows, sent: rows, unchanged: 0, failed: 0 },
    })
    expect((await tenant.requests('PUT')).length - before).toBe(rows - done)

    await db.update(tables.connections).set({ lastSeenAt: new Date(0) })
    await listConnections({ db, configuration: tenant.graph })
    expect(await connectionsOf(db)).toMatchObject([
      { id: 'helpdesk', kind: 'content', gone: false },
      { id: 'old', kind: null, gone: true },
      { id: 'wiki', kind: 'people', gone: false },
    ])
  })
})

test('every migration is younger than the one before: an older one would be passed over', () => {
  const journal: { entries: { when: number }[] } = JSON.parse(
    readFileSync('lib/db/migrations/meta/_journal.json', 'utf8'),
  )
  const times = journal.entries.map(({ when }) => when)
  expect(times).toEqual(times.toSorted((one, other) => one - other))
  expect(new Set(times).size).toBe(times.length)
})
