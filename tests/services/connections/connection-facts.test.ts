import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import type { Db } from '@/lib/db/open'
import { blobs, connections, ledger, operations, sources, syncs, uploads } from '@/lib/db/schema'
import { plainFormat } from '@/lib/model/sync/file-format'
import { HttpConfig } from '@/lib/model/sync/http-source'
import { sourceTitle } from '@/lib/model/sync/source-title'
import { connectionFacts } from '@/lib/services/connections/connection-facts'
import { eachDatabase } from '../../support/database'

const by = 'alexw@contoso.com'
const counts = { read: 2, sent: 2, unchanged: 0, failed: 0 }
const day = (number: number) => new Date(Date.UTC(2026, 10, number))

const sync = (connectionId: string, status: 'failed' | 'succeeded' | 'cancelled', finishedAt: Date) => ({
  id: randomUUID(),
  connectionId,
  sourceKind: 'file' as const,
  sourceName: 'items.csv',
  totalRows: 2,
  mapping: { itemId: { column: 'id' }, properties: {}, access: 'everyone' as const },
  status,
  counts,
  checkpointCounts: counts,
  startedBy: by,
  createdAt: finishedAt,
  finishedAt,
})

const schemaOperation = (connectionId: string, status: 'failed' | 'completed', startedAt: Date) => ({
  id: randomUUID(),
  connectionId,
  kind: 'schema' as const,
  status,
  startedBy: by,
  startedAt,
})

const item = (connectionId: string, itemId: string) => ({
  connectionId,
  itemId,
  hash: 'h',
  syncId: randomUUID(),
})

const fill = async (db: Db) => {
  await db.insert(connections).values([{ id: 'wiki' }, { id: 'hr' }])
  await db.insert(ledger).values([item('wiki', 'a'), item('wiki', 'b'), item('hr', 'a')])
  await db.insert(syncs).values([sync('wiki', 'failed', day(1)), sync('wiki', 'succeeded', day(2))])
  await db
    .insert(operations)
    .values([schemaOperation('hr', 'failed', day(3)), schemaOperation('hr', 'completed', day(4))])
}

eachDatabase('what the console knows of connections', (open) => {
  test('with the run whose failures are still open, whatever was cancelled since', async () => {
    const { db } = await open()
    await fill(db)
    await db
      .insert(syncs)
      .values([
        sync('hr', 'failed', day(1)),
        sync('hr', 'cancelled', day(2)),
        sync('wiki', 'cancelled', day(3)),
      ])

    const facts = await connectionFacts(db)

    expect(facts.get('hr')).toMatchObject({ sync: { status: 'cancelled' }, outcome: { status: 'failed' } })
    expect(facts.get('wiki')).toMatchObject({
      sync: { status: 'cancelled' },
      outcome: { status: 'succeeded' },
    })
  })

  test('of each the items, the last sync and the last operation', async () => {
    const { db } = await open()
    await fill(db)

    const facts = await connectionFacts(db)

    expect(facts.get('wiki')).toMatchObject({
      items: 2,
      sync: { status: 'succeeded', at: day(2).toISOString() },
      operations: {},
    })
    expect(facts.get('hr')).toMatchObject({
      items: 1,
      sync: null,
      operations: { schema: { status: 'completed', startedAt: day(4).toISOString() } },
    })
  })

  test('where its items come from', async () => {
    const { db } = await open()
    await fill(db)
    const uploadId = randomUUID()
    const mapping = { itemId: { column: 'id' }, properties: {}, access: 'everyone' as const }
    await db.insert(blobs).values({ id: uploadId, connectionId: 'hr' })
    const format = { ...plainFormat, type: 'ndjson' as const }
    await db
      .insert(uploads)
      .values({ id: uploadId, connectionId: 'hr', fileName: 'people.ndjson', format, uploadedBy: by })
    const config = HttpConfig.parse({ url: 'https://wiki.contoso.com/api/pages?key=1' })
    await db.insert(sources).values([
      { connectionId: 'hr', kind: 'file', config: { uploadId }, mapping, savedBy: by },
      { connectionId: 'wiki', kind: 'http', config, mapping, savedBy: by },
    ])

    const facts = await connectionFacts(db)

    expect(facts.get('hr')?.source).toEqual({ kind: 'file', fileType: 'ndjson', name: 'people.ndjson' })
    const wiki = { kind: 'http', fileType: null, name: 'wiki.contoso.com/api/pages' } as const
    expect(facts.get('wiki')?.source).toEqual(wiki)
    expect(sourceTitle(wiki)).toBe('HTTPS API')
  })

  test('of one connection alone', async () => {
    const { db } = await open()
    await fill(db)

    expect([...(await connectionFacts(db, 'hr')).keys()]).toEqual(['hr'])
  })
})
