import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { deletions, ledger, syncs } from '@/lib/db/schema'
import { getSnapshot } from '@/lib/snapshots/read-snapshot'
import { finalize } from '@/lib/sync/finalize/finalize'
import { Lease, takeLease } from '@/lib/sync/lease'
import { Pool } from '@/lib/sync/pool'
import { emptyPglite } from '../support/database'
import { syncTenant, untilSync } from '../support/sync'
import { ticketsCsv } from '../support/tickets'

test.each([
  ['was not read to its end', { complete: false }],
  ['was empty', { rows: 0 }],
])('nothing is deleted after a source that %s', async (_, snapshotIs) => {
  const opened = await emptyPglite()
  const { db } = opened
  const tenant = await syncTenant(opened)
  const worker = await tenant.work()
  const syncId = await tenant.start(ticketsCsv(1, 5))
  await untilSync(opened, syncId)
  await worker.stop()
  await db.insert(ledger).values({ connectionId: tenant.connectionId, itemId: 'gone', hash: 'x', syncId })
  // As it was before it ended.
  const [run] = await db
    .update(syncs)
    .set({ status: 'running', phase: 'push', finishedAt: null })
    .where(eq(syncs.id, syncId))
    .returning()
  const lease = await takeLease(db, tenant.connectionId)
  if (!run?.snapshotId || !(lease instanceof Lease)) throw new Error('The run left nothing to go on from.')
  const { blobs, ingestion } = tenant.context
  const snapshot = await getSnapshot({ db, blobs }, run.snapshotId)

  const stopped = new AbortController().signal
  const whole = {
    db,
    blobs,
    ingestion,
    run: { ...run, phase: 'push' as const },
    lease,
    pool: new Pool(),
    stopped,
  }
  await finalize(whole, { ...snapshot, ...snapshotIs })
  expect(await db.$count(deletions)).toBe(0)
  expect(await tenant.requests('DELETE')).toEqual([])

  // Of a whole one it would be.
  await finalize(whole, snapshot)
  expect(await tenant.requests('DELETE')).toHaveLength(1)
  await lease.release()
})
