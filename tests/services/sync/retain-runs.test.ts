import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import type { Db } from '@/lib/db/open'
import { connections, failing, ledger, syncErrors, syncs } from '@/lib/db/schema'
import type { SyncStatus } from '@/lib/model/sync/status'
import { retainRuns } from '@/lib/services/sync/retain-runs'
import { eachDatabase } from '../../support/database'

const day = 24 * 3600_000
const counts = { read: 0, sent: 0, created: 0, unchanged: 0, failed: 0 }

async function run(
  db: Db,
  daysAgo: number,
  status: SyncStatus,
  more: Partial<typeof syncs.$inferInsert> = {},
) {
  const at = new Date(Date.now() - daysAgo * day)
  const [row] = await db
    .insert(syncs)
    .values({
      id: randomUUID(),
      connectionId: 'tickets',
      sourceKind: 'file',
      sourceName: `${daysAgo} days ago`,
      mapping: { itemId: { column: 'id' }, properties: {}, access: 'everyone' },
      status,
      counts,
      checkpointCounts: counts,
      startedBy: 'alexw@contoso.com',
      createdAt: at,
      finishedAt: at,
      ...more,
    })
    .returning({ id: syncs.id })
  await db.insert(syncErrors).values({ syncId: row?.id ?? '', row: 1, code: 'invalid-value', message: 'No.' })
  return row?.id ?? ''
}

eachDatabase('runs that ended long ago', (open) => {
  test('are deleted with their rows, but what still tells something', async () => {
    const { db } = await open()
    await db.insert(connections).values([{ id: 'tickets' }, { id: 'people' }])
    await run(db, 90, 'succeeded')
    const linked = await run(db, 85, 'succeeded')
    await db.insert(ledger).values({ connectionId: 'tickets', itemId: 'T1', hash: 'h', syncId: linked })
    await run(db, 80, 'held')
    await run(db, 70, 'succeeded')
    const retried = await run(db, 60, 'with-errors')
    const failed = { connectionId: 'tickets', itemId: 'T2', code: 'invalid-value', message: 'No.', row: 1 }
    const failedIn = await run(db, 55, 'with-errors')
    await db.insert(failing).values({ ...failed, tried: 'h', syncId: failedIn, seenIn: failedIn })
    await run(db, 50, 'failed')
    await run(db, 20, 'failed')
    await run(db, 2, 'running', { retryOf: retried, finishedAt: null })
    await run(db, 100, 'cancelled', { connectionId: 'people' })

    expect(await retainRuns(db, 30)).toBe(2)

    const left = await db.select({ name: syncs.sourceName }).from(syncs).orderBy(syncs.createdAt)
    expect(left.map(({ name }) => name)).toEqual([
      '100 days ago',
      '85 days ago',
      '80 days ago',
      '70 days ago',
      '60 days ago',
      '55 days ago',
      '20 days ago',
      '2 days ago',
    ])
    expect(await db.$count(syncErrors)).toBe(6)
  })
})
