import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { blobs, ledger, snapshots, syncs } from '@/lib/db/schema'
import { FileConfig } from '@/lib/model/sync/source'
import { ask } from '@/lib/services/execute'
import { findSourceRow } from '@/lib/services/sync/find-source-row'
import { pauseSync, resumeSync } from '@/lib/services/sync/pause-sync'
import { listSyncErrors } from '@/lib/services/sync/views'
import { eachDatabase } from '../support/database'
import { perform } from '../support/services'
import { syncTenant, untilSync } from '../support/sync'
import { ticketsCsv } from '../support/tickets'

eachDatabase('a staged source', (open) => {
  test('is read once: a run goes on from its snapshot when the file is gone', async () => {
    const opened = await open()
    const tenant = await syncTenant(opened)
    await tenant.settings({ latencyMs: 50 })
    await tenant.work()
    const syncId = await tenant.start(ticketsCsv(1, 600))
    await untilSync(opened, syncId, ({ counts }) => counts.sent > 50)
    await perform(pauseSync, tenant.context, { syncId })
    const [run] = await opened.db.select().from(syncs).where(eq(syncs.id, syncId))
    await opened.db.delete(blobs).where(eq(blobs.id, FileConfig.parse(run?.sourceConfig).uploadId))

    await perform(resumeSync, tenant.context, { syncId })
    const view = await untilSync(opened, syncId)

    expect(view).toMatchObject({
      status: 'succeeded',
      totalRows: 600,
      counts: { read: 600, sent: 600, failed: 0 },
      changes: { created: 600, updated: 0 },
    })
    expect(await opened.db.select().from(snapshots)).toMatchObject([
      { id: run?.snapshotId, rows: 600, complete: true },
    ])
  })

  test('leaves out records that have not changed without making their items again', async () => {
    const opened = await open()
    const tenant = await syncTenant(opened)
    await tenant.work()
    await untilSync(opened, await tenant.start(ticketsCsv(1, 20)))
    const [kept] = await opened.db.select().from(ledger).where(eq(ledger.itemId, 'T7'))
    expect(kept).toMatchObject({
      rowHash: expect.any(String),
      mappingVersion: expect.any(String),
      aclHash: expect.any(String),
      title: 'Ticket 7',
      size: expect.any(Number),
    })
    // Only who makes the item again could notice.
    await opened.db.update(ledger).set({ hash: 'another' })

    const same = await untilSync(opened, await tenant.start(ticketsCsv(1, 20)))
    const changed = await untilSync(
      opened,
      await tenant.start(ticketsCsv(1, 20).replaceAll(',open,', ',closed,')),
    )

    expect(same.counts).toEqual({ read: 20, sent: 0, unchanged: 20, failed: 0 })
    expect(changed.counts).toEqual({ read: 20, sent: 20, unchanged: 0, failed: 0 })
    expect(changed.changes).toMatchObject({ created: 0, updated: 20 })
  })

  test('with two records of one id sends the first that makes an item', async () => {
    const opened = await open()
    const tenant = await syncTenant(opened)
    await tenant.work()
    const spoiled = ticketsCsv(1, 3)
      .replace('T1,Ticket 1,', 'T2,Broken,')
      .replace('2026-01-31T08:00:00Z', 'yesterday')

    const view = await untilSync(opened, await tenant.start(spoiled))

    expect(view.counts).toEqual({ read: 3, sent: 2, unchanged: 0, failed: 1 })
    expect((await listSyncErrors(opened.db, view.id)).errors).toMatchObject([
      { row: 1, itemId: 'T2', code: 'invalid-value' },
    ])
  })

  test('tells the record of an item', async () => {
    const opened = await open()
    const tenant = await syncTenant(opened)
    await tenant.work()
    // More than fits into one part of a snapshot, which holds four million characters.
    const body = 'long '.repeat(16_000)
    await untilSync(opened, await tenant.start(ticketsCsv(1, 60, () => ({ body }))))
    const { connectionId, context } = tenant
    const [snapshot] = await opened.db.select().from(snapshots)
    expect(snapshot?.firstRows).toHaveLength(2)

    const found = await ask(findSourceRow, context, { connectionId, itemId: 'T55' })

    expect(found).toMatchObject({ row: 55, sourceName: 'tickets.csv', values: { title: 'Ticket 55' } })
    await expect(ask(findSourceRow, context, { connectionId, itemId: 'T0' })).rejects.toMatchObject({
      code: 'not-found',
    })
  })
})
