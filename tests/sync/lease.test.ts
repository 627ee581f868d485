import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { expect, onTestFinished, test } from 'vitest'
import type { Opened } from '@/lib/db/open'
import { connections, leases, syncs } from '@/lib/db/schema'
import { getSyncView } from '@/lib/services/sync/views'
import { askLease, Lease, LeaseLost, takeLease } from '@/lib/sync/lease'
import { claim } from '@/lib/sync/run-state'
import { requeueOrphans } from '@/lib/sync/takeover'
import { eachDatabase } from '../support/database'
import { helpdeskCsv } from '../support/samples'
import { syncTenant, untilSync } from '../support/sync'

const connectionId = 'helpdesk'

async function take(opened: Opened) {
  const lease = await takeLease(opened.db, connectionId)
  if (lease) onTestFinished(() => lease.release())
  return lease
}

async function claimRun({ db }: Opened, job: Parameters<typeof claim>[1]) {
  const claimed = await claim(db, job)
  if (!claimed || claimed === 'busy') return claimed
  onTestFinished(() => claimed.lease.release())
  return claimed
}

const expire = (opened: Opened) =>
  opened.db.update(leases).set({ token: randomUUID(), expiresAt: new Date(0) })

eachDatabase('the lease of a connection', (open) => {
  test('has one holder at a time, of many that ask at once', async () => {
    const opened = await open()
    await opened.db.insert(connections).values({ id: connectionId })

    const asked = await Promise.all(Array.from({ length: 8 }, () => take(opened)))

    expect(asked.filter(Boolean)).toHaveLength(1)
  })

  test('is free again once it was given back', async () => {
    const opened = await open()
    await opened.db.insert(connections).values({ id: connectionId })
    await (await take(opened))?.release()

    expect(await take(opened)).not.toBeNull()
  })

  test('is extended, and is lost to whoever took it after its end', async () => {
    const opened = await open()
    await opened.db.insert(connections).values({ id: connectionId })
    const first = await take(opened)
    const end = async () => Number((await opened.db.select().from(leases))[0]?.expiresAt)
    const firstEnd = await end()
    await expect.poll(end).toBeGreaterThan(firstEnd)
    first?.check()

    await expire(opened)
    const second = await take(opened)
    await expect.poll(() => first?.lost.aborted).toBe(true)

    expect(() => first?.check()).toThrow(LeaseLost)
    await first?.release()
    second?.check()
    expect(await opened.db.select().from(leases)).toHaveLength(1)
  })

  test('ends by the clock of this process when it could not be extended', async () => {
    const opened = await open()
    await opened.db.insert(connections).values({ id: connectionId })
    const asked = await opened.db.transaction((tx) => askLease(tx, { connectionId }))
    if (asked.kind !== 'granted') throw new Error('Not granted.')
    // As for a process that did nothing since.
    const frozen = new Lease(opened.db, { ...asked.grant, askedAt: performance.now() - 11_500 })

    expect(() => frozen.check()).toThrow(LeaseLost)
    await frozen.release()
  })
})

eachDatabase('a run whose worker died', (open) => {
  test('is requeued, and fails with the reason when two died in the same place', async () => {
    const opened = await open()
    const tenant = await syncTenant(opened)
    const syncId = await tenant.start(helpdeskCsv(50))
    const job = { syncId, connectionId: tenant.connectionId }
    const die = async () => {
      const claimed = await claimRun(opened, job)
      await expire(opened)
      return claimed
    }

    expect(await die()).toBeDefined()
    expect(await die()).toBeDefined()
    expect(await die()).toBeUndefined()

    expect(await getSyncView(opened.db, syncId)).toMatchObject({
      status: 'failed',
      problem: { message: expect.stringContaining('died 2 times in a row after row 0') },
    })
    expect(await opened.db.select().from(leases)).toEqual([])
  })

  test('is taken by another worker, as often as it has come further in between', async () => {
    const opened = await open()
    const tenant = await syncTenant(opened)
    const syncId = await tenant.start(helpdeskCsv(50))
    const job = { syncId, connectionId: tenant.connectionId }
    for (const checkpoint of [1, 2, 3]) {
      expect(await claimRun(opened, job)).toMatchObject({ run: { status: 'running' } })
      await opened.db.update(syncs).set({ checkpoint }).where(eq(syncs.id, syncId))
      await expire(opened)
    }

    await requeueOrphans(tenant.context)
    await tenant.work()

    expect(await untilSync(opened, syncId)).toMatchObject({ status: 'succeeded' })
  })

  test('is taken as often as it has deleted more in between, though its rows are all done', async () => {
    const opened = await open()
    const tenant = await syncTenant(opened)
    const syncId = await tenant.start(helpdeskCsv(50))
    const job = { syncId, connectionId: tenant.connectionId }
    const after = async (deleted: number) => {
      const changes = { created: 0, updated: 0, deleted, held: 0 }
      await opened.db.update(syncs).set({ phase: 'finalize', changes }).where(eq(syncs.id, syncId))
      await expire(opened)
      return await claimRun(opened, job)
    }
    await claimRun(opened, job)

    for (const deleted of [200, 400, 600]) expect(await after(deleted)).toMatchObject({ run: { deaths: 1 } })
    expect(await after(600)).toBeUndefined()
    expect(await getSyncView(opened.db, syncId)).toMatchObject({
      status: 'failed',
      problem: { message: expect.stringContaining('while it deleted what the source does not hold') },
    })
  })

  test('is not taken while its worker is alive', async () => {
    const opened = await open()
    const tenant = await syncTenant(opened)
    const syncId = await tenant.start(helpdeskCsv(50))
    const job = { syncId, connectionId: tenant.connectionId }
    await claimRun(opened, job)

    expect(await claimRun(opened, job)).toBeUndefined()
    expect(await getSyncView(opened.db, syncId)).toMatchObject({ status: 'running', waitsForWorker: true })
  })
})
