import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import type { Opened } from '@/lib/db/open'
import {
  blobs,
  connections,
  ledger,
  schemaDrafts,
  sources,
  syncs,
  uploadChunks,
  uploads,
} from '@/lib/db/schema'
import { createProfileSource, getGlobalSetting, prioritizeSource } from '@/lib/graph/profile-sources'
import { jobQueue, queue } from '@/lib/jobs/queue'
import { entraSourceId, sourceUrl } from '@/lib/model/people/source-url'
import { emptySchema } from '@/lib/model/schema/schema'
import { needNotDeleting, retryDeletion, runDeletion, startDeletion } from '@/lib/operations/deletions'
import { getWatchedOperation, listOperations } from '@/lib/operations/operations'
import { eachDatabase } from '../support/database'
import { draft, emulatedGraph, peopleReady, ready, type SeedConnection } from '../support/graph'

const startedBy = 'luisg@contoso.com'
const mapping = { itemId: { column: 'id' }, properties: {}, access: 'everyone' as const }
const counts = { read: 0, sent: 0, unchanged: 0, failed: 0 }

/** Something in every table that belongs to the connection. Returns how many rows are there now. */
async function keepRows({ db }: Opened, connectionId: string) {
  const uploadId = randomUUID()
  const by = { savedBy: startedBy }
  await db.insert(connections).values({ id: connectionId }).onConflictDoNothing()
  await db.insert(schemaDrafts).values({ connectionId, schema: emptySchema, ...by })
  await db.insert(blobs).values({ id: uploadId, connectionId })
  await db.insert(uploads).values({
    id: uploadId,
    connectionId,
    fileName: 'a.csv',
    size: 1,
    columns: ['id'],
    rows: 0,
    uploadedBy: startedBy,
    complete: true,
  })
  await db.insert(uploadChunks).values({ uploadId, seq: 0, data: new Uint8Array([1]) })
  await db.insert(sources).values({ connectionId, kind: 'file', config: { uploadId }, mapping, ...by })
  await db.insert(ledger).values({ connectionId, itemId: '1', hash: 'x', syncId: randomUUID() })
}

const rowCounts = ({ db }: Opened) =>
  Promise.all([schemaDrafts, uploadChunks, uploads, sources, ledger].map((table) => db.$count(table)))

eachDatabase('deleting a connection', (open) => {
  async function tenantWith(...connections: SeedConnection[]) {
    const opened = await open()
    const tenant = await emulatedGraph({ connections })
    const deps = { db: opened.db, queue: jobQueue(opened), configuration: tenant.graph }
    const begin = (connectionId: string) => startDeletion(deps, { connectionId, startedBy })
    return { ...tenant, opened, deps, begin }
  }

  test('a content connection is followed until Graph has it no more', async () => {
    const { opened, deps, begin, wait, state } = await tenantWith(ready('helpdesk'))
    const id = await begin('helpdesk')
    expect(await (await queue(opened)).findJobs('delete-connection', { queued: true })).toHaveLength(1)

    await runDeletion(deps, id)
    expect(await getWatchedOperation(opened.db, id)).toMatchObject({
      status: 'inprogress',
      steps: [
        { name: 'connection', state: 'done' },
        { name: 'gone', state: 'doing' },
      ],
    })

    await wait({ minutes: 1 })
    await runDeletion(deps, id)
    expect(await getWatchedOperation(opened.db, id)).toMatchObject({
      status: 'completed',
      steps: [
        { name: 'connection', state: 'done' },
        { name: 'gone', state: 'done' },
      ],
    })
    expect((await state()).connections).toEqual([])
  })

  test('a people connection leaves the list first, then the sources, then Graph', async () => {
    const { deps, graph, begin, wait, requests } = await tenantWith(peopleReady('hr1'))
    await createProfileSource(graph, {
      sourceId: 'hr1',
      displayName: 'HR',
      webUrl: 'https://hr.contoso.com',
      kind: 'Connector',
    })
    await prioritizeSource(graph, 'hr1', 'first')
    const id = await begin('hr1')
    const before = (await requests()).length

    await runDeletion(deps, id)
    await wait({ minutes: 1 })
    await runDeletion(deps, id)

    const writes = (await requests()).slice(before).filter(({ method }) => method !== 'GET')
    expect(writes.map(({ method, path }) => `${method} ${path.split('/').at(-1)?.split('(')[0]}`)).toEqual([
      expect.stringMatching(/^PATCH 0000/),
      'DELETE profileSources',
      'DELETE hr1',
    ])
    expect((await getGlobalSetting(graph))?.prioritizedSourceUrls).toEqual([sourceUrl(entraSourceId)])
  })

  test('what the console kept of it goes with it, of others nothing', async () => {
    const { opened, deps, begin, wait } = await tenantWith(draft('helpdesk'), draft('other'))
    await keepRows(opened, 'helpdesk')
    await keepRows(opened, 'other')
    const id = await begin('helpdesk')
    await wait({ minutes: 1 })

    await runDeletion(deps, id)
    expect(await rowCounts(opened)).toEqual([2, 2, 2, 2, 2])
    await wait({ minutes: 1 })
    await runDeletion(deps, id)

    expect(await rowCounts(opened)).toEqual([1, 1, 1, 1, 1])
    expect(await listOperations(opened.db, 'helpdesk')).toHaveLength(1)
  })

  test('a step that Graph refuses stays visible and can be taken again', async () => {
    const { opened, deps, begin, wait, fail } = await tenantWith(peopleReady('hr1'))
    await fail({
      match: { method: 'DELETE', path: '/profileSources' },
      times: 1,
      status: 403,
      error: 'Denied',
    })
    const id = await begin('hr1')

    await runDeletion(deps, id)
    expect(await getWatchedOperation(opened.db, id)).toMatchObject({
      status: 'failed',
      problem: { code: 'forbidden', message: expect.stringContaining('PeopleSettings.ReadWrite.All') },
      steps: [
        { state: 'done' },
        { name: 'profileSource', state: 'doing' },
        { state: 'waiting' },
        { state: 'waiting' },
      ],
    })

    await retryDeletion(deps, id)
    await runDeletion(deps, id)
    await wait({ minutes: 1 })
    await runDeletion(deps, id)
    expect(await getWatchedOperation(opened.db, id)).toMatchObject({ status: 'completed', problem: null })
  })

  test('trouble that passes is waited out', async () => {
    const { opened, deps, begin, fail, requests, graphWith, token } = await tenantWith(ready('helpdesk'))
    await fail({ match: { method: 'DELETE', path: '/helpdesk$' }, times: 1, status: 429, retryAfter: 600 })
    const id = await begin('helpdesk')

    for (const _ of ['told', 'too early']) {
      await runDeletion(deps, id)
      expect(await getWatchedOperation(opened.db, id)).toMatchObject({
        status: 'inprogress',
        problem: { code: 'throttled' },
      })
    }
    expect(await requests('DELETE')).toHaveLength(1)

    // As if the time was over: a process that was not asked to wait.
    await runDeletion({ ...deps, configuration: graphWith(token) }, id)
    expect(await getWatchedOperation(opened.db, id)).toMatchObject({ problem: null })
  })

  test('beginning twice is beginning once', async () => {
    const { begin } = await tenantWith(ready('helpdesk'))

    const [one, other] = await Promise.all([begin('helpdesk'), begin('helpdesk')])

    expect(other).toBe(one)
  })

  test('a connection that is being deleted stands in the way of what would use it', async () => {
    const { opened, begin } = await tenantWith(ready('helpdesk'))
    await needNotDeleting(opened.db, 'helpdesk')
    await begin('helpdesk')

    await expect(needNotDeleting(opened.db, 'helpdesk')).rejects.toMatchObject({ code: 'conflict' })
  })

  test('a connection with a running sync, or none at all, is not deleted', async () => {
    const { opened, begin } = await tenantWith(ready('helpdesk'))
    await opened.db.insert(connections).values({ id: 'helpdesk' })
    await opened.db.insert(syncs).values({
      id: randomUUID(),
      connectionId: 'helpdesk',
      sourceKind: 'file',
      sourceName: 'a.csv',
      totalRows: 1,
      mapping,
      status: 'running',
      counts,
      checkpointCounts: counts,
      startedBy,
    })

    await expect(begin('helpdesk')).rejects.toMatchObject({ code: 'conflict' })
    await expect(begin('nobody')).rejects.toMatchObject({ code: 'not-found' })
  })

  test('a deletion that did not fail cannot be retried', async () => {
    const { deps, begin } = await tenantWith(ready('helpdesk'))
    const id = await begin('helpdesk')

    await expect(retryDeletion(deps, id)).rejects.toMatchObject({ code: 'conflict' })
  })
})
