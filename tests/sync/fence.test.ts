import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { eq, sql } from 'drizzle-orm'
import { expect, onTestFinished, test } from 'vitest'
import { type Opened, openDb } from '@/lib/db/open'
import { blobChunks, connections, leases, ledger, syncErrors, syncs } from '@/lib/db/schema'
import { deleteConnection, findConnection } from '@/lib/graph/connections'
import { getItem } from '@/lib/graph/items'
import { stopQueue } from '@/lib/jobs/queue'
import { forgetConnection } from '@/lib/operations/deletions'
import type { Context } from '@/lib/services/context'
import { getSyncView } from '@/lib/services/sync/views'
import { Progress, RunEnded } from '@/lib/sync/progress'
import { claim } from '@/lib/sync/run-state'
import { eachDatabase, emptyPostgresUrl } from '../support/database'
import { syncTenant, type syncTenant as Tenant, untilSync } from '../support/sync'
import { ticketsCsv } from '../support/tickets'

const titled = (title: string) => (n: number) => ({ title: `${title} ${n}` })

const error = { itemId: 'T2', code: 'BadRequest', message: 'Odd.' }

async function claimRun({ db }: Context, job: Parameters<typeof claim>[1]) {
  const claimed = await claim(db, job)
  if (!claimed || claimed === 'busy') throw new Error('The run cannot be taken up.')
  onTestFinished(() => claimed.lease.release())
  return claimed
}

/** A run that two workers believe to be theirs: the first was silent for so long that another took it up. */
async function twoOwners(opened: Opened, tenant: Awaited<ReturnType<typeof Tenant>>) {
  const syncId = await tenant.start(ticketsCsv(1, 10))
  const job = { syncId, connectionId: tenant.connectionId }
  const { context } = tenant
  const before = await claimRun(context, job)
  await opened.db.update(leases).set({ token: randomUUID(), expiresAt: new Date(0) })
  const after = await claimRun(context, job)
  const [stale, owner] = [before.run, after.run]
  const failures: unknown[] = []
  const progress = new Progress(opened.db, stale, (failure) => failures.push(failure))
  const pushed = { itemId: 'T1', hash: 'what Graph accepted', sentUnder: 0 }
  progress.settle(progress.read(1), { kind: 'sent', created: true, pushed })
  progress.settle(progress.read(2), { kind: 'failed', error })
  return { syncId, stale, owner, progress, pushed }
}

eachDatabase('a worker that has lost its run', (open) => {
  test('writes down what Graph accepted, and nothing else', async () => {
    const opened = await open()
    const { syncId, progress, pushed } = await twoOwners(opened, await syncTenant(opened))

    await expect(progress.flush()).rejects.toBeInstanceOf(RunEnded)
    await progress.stop()

    const view = await getSyncView(opened.db, syncId)
    expect(view).toMatchObject({ status: 'running', counts: { read: 0, sent: 0, failed: 0 } })
    expect(await opened.db.select().from(syncErrors)).toEqual([])
    expect(await opened.db.select().from(ledger)).toMatchObject([pushed])
  })

  test('leaves no ledger behind when the connection was deleted meanwhile', async () => {
    const opened = await open()
    const { syncId, progress } = await twoOwners(opened, await syncTenant(opened))
    await opened.db.delete(syncs).where(eq(syncs.id, syncId))

    await expect(progress.flush()).rejects.toBeInstanceOf(RunEnded)
    await progress.stop()

    expect(await opened.db.select().from(ledger)).toEqual([])
  })
})

eachDatabase('a deletion in the middle of a flush', (open) => {
  test('goes through, and the flush ends the run without writing anything', async () => {
    const opened = await open()
    const tenant = await syncTenant(opened)
    const { connectionId } = tenant
    const syncId = await tenant.start(ticketsCsv(1, 10))
    const { run } = await claimRun(tenant.context, { syncId, connectionId })
    const progress = new Progress(opened.db, run, () => {})
    progress.settle(progress.read(1), {
      kind: 'sent',
      created: true,
      pushed: { itemId: 'T1', hash: 'x', sentUnder: 0 },
    })

    const [flushed] = await opened.db.transaction(async (tx) => {
      await tx.select().from(connections).where(eq(connections.id, connectionId)).for('update')
      const flush = progress.flush().catch((error: unknown) => error)
      await sleep(300)
      await forgetConnection(tx, connectionId)
      return [flush]
    })

    expect(await flushed).toBeInstanceOf(RunEnded)
    await progress.stop()
    expect(await opened.db.select().from(ledger)).toEqual([])
  })
})

eachDatabase('the account of a run', (open) => {
  test('keeps what could not be written for the next time', async () => {
    const opened = await open()
    const tenant = await syncTenant(opened)
    const syncId = await tenant.start(ticketsCsv(1, 10))
    const { run } = await claimRun(tenant.context, { syncId, connectionId: tenant.connectionId })
    const progress = new Progress(opened.db, run, () => {})
    progress.settle(progress.read(1), {
      kind: 'sent',
      created: true,
      pushed: { itemId: 'T1', hash: 'x', sentUnder: 0 },
    })
    progress.settle(progress.read(2), { kind: 'failed', error })

    await opened.db.execute(sql`alter table ledger rename to ledger_away`)
    await expect(progress.flush()).rejects.toThrow()
    await opened.db.execute(sql`alter table ledger_away rename to ledger`)
    await progress.flush()
    await progress.stop()

    expect(await opened.db.select().from(ledger)).toMatchObject([{ itemId: 'T1' }])
    expect(await opened.db.select().from(syncErrors)).toMatchObject([{ row: 2, code: 'BadRequest' }])
  })
})

eachDatabase('a run', (open) => {
  test('begins when nothing of the cancelled one before it is in flight any more', async () => {
    const opened = await open()
    const tenant = await syncTenant(opened)
    await tenant.settings({ latencyMs: 1500 })
    await tenant.work()
    const first = await tenant.start(ticketsCsv(1, 200, titled('Old')))
    await untilSync(opened, first, ({ counts }) => counts.sent > 0)

    await tenant.cancel(first)
    // What is in flight is still slow; what is new would overtake it.
    await tenant.settings({ latencyMs: 0 })
    const second = await tenant.start(ticketsCsv(1, 30, titled('New')))
    await untilSync(opened, second, ({ status }) => status === 'running')
    const held = await opened.db.select().from(leases)
    await untilSync(opened, second)

    expect(held).toMatchObject([{ syncId: second }])
    for (const id of ['T1', 'T8', 'T30']) {
      const item = await getItem(tenant.ingestion, tenant.connectionId, id)
      expect(item.properties?.title).toMatch(/^New/)
    }
  })

  test('sends everything again to a connection that was created again outside of the console', async () => {
    const opened = await open()
    const tenant = await syncTenant(opened)
    const { graph, connectionId } = tenant
    await tenant.work()
    await untilSync(opened, await tenant.start(ticketsCsv(1, 20)))
    await deleteConnection(graph, connectionId)
    await tenant.wait({ minutes: 15 })
    expect(await findConnection(graph, connectionId)).toBeNull()
    await tenant.connectAnew()

    const view = await untilSync(opened, await tenant.start(ticketsCsv(1, 20)))

    expect(view.counts).toEqual({ read: 20, sent: 20, unchanged: 0, failed: 0 })
    expect(await tenant.itemCount()).toBe(20)
  })

  test('whose file has lost a part fails instead of ending early', { timeout: 90_000 }, async () => {
    const opened = await open()
    const tenant = await syncTenant(opened)
    const syncId = await tenant.start(ticketsCsv(1, 20_000))
    await opened.db.delete(blobChunks).where(eq(blobChunks.n, 1))
    await tenant.settings({ latencyMs: 0 })
    await tenant.work()

    const view = await untilSync(opened, syncId, undefined, { seconds: 60 })

    expect(view).toMatchObject({ status: 'failed', problem: { code: 'not-found', field: 'file' } })
  })
})

test('a run continues after Postgres has dropped all connections', { timeout: 90_000 }, async () => {
  const opened = await openDb({ databaseUrl: await emptyPostgresUrl() })
  const tenant = await syncTenant(opened)
  await tenant.settings({ latencyMs: 200 })
  const worker = await tenant.work()
  const syncId = await tenant.start(ticketsCsv(1, 1000))
  await untilSync(opened, syncId, ({ counts }) => counts.sent > 200)

  await opened.db.execute(sql`
    select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid()`)
  const view = await untilSync(opened, syncId, undefined, { seconds: 75 })

  expect(view).toMatchObject({ status: 'succeeded', counts: { read: 1000, sent: 1000, failed: 0 } })
  await worker.stop()
  await stopQueue(opened)
  await opened.close()
})
