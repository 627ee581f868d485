import { eq, inArray } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { blobs, snapshots, syncs } from '@/lib/db/schema'
import { ask } from '@/lib/services/execute'
import { tidyUp } from '@/lib/services/housekeeping'
import { approvePlan } from '@/lib/services/sync/approve-plan'
import { getPlan } from '@/lib/services/sync/get-plan'
import { pauseSync, resumeSync } from '@/lib/services/sync/pause-sync'
import { emptyPglite } from '../support/database'
import { groupsTenant, rowsOf } from '../support/groups'
import { perform } from '../support/services'
import { syncTenant, untilSync } from '../support/sync'
import { ticketsCsv } from '../support/tickets'

type Opened = Awaited<ReturnType<typeof emptyPglite>>

const sides = {
  async items(opened: Opened) {
    const { context, ...tenant } = await syncTenant(opened)
    const start = (from: number) => tenant.start(ticketsCsv(from, from + 4), { plan: 'always' })
    return { context, start, work: tenant.work }
  },
  async groups(opened: Opened) {
    const { context, ...tenant } = await groupsTenant(opened)
    const head = 'group,member,type\n'
    const start = (from: number) => tenant.start(head + rowsOf('team', from, from + 4), { plan: 'always' })
    return { context, start, work: tenant.work }
  },
}

test.each(['items', 'groups'] as const)(
  'what a run of %s still reads does not expire, and what no run reads does',
  async (side) => {
    const opened = await emptyPglite()
    const { context, start, work } = await sides[side](opened)
    const { db } = opened
    const expire = async () => {
      const all = db.select({ id: snapshots.id }).from(snapshots)
      await db
        .update(blobs)
        .set({ expiresAt: new Date(0) })
        .where(inArray(blobs.id, all))
      await tidyUp(context)
      return await db.$count(snapshots)
    }
    const worker = await work()
    const syncId = await start(1)
    await untilSync(opened, syncId)
    await worker.stop()

    // Its plan waits, and then it is paused for weeks.
    expect(await expire()).toBe(1)
    const plan = await ask(getPlan, context, { syncId })
    await perform(approvePlan, context, { syncId, hash: plan?.hash ?? '' })
    await perform(pauseSync, context, { syncId })
    expect(await expire()).toBe(1)
    await perform(resumeSync, context, { syncId })
    await work()
    expect(await untilSync(opened, syncId)).toMatchObject({ status: 'succeeded', counts: { sent: 5 } })
    expect(await expire()).toBe(0)

    const forgotten = await start(2)
    await untilSync(opened, forgotten)
    const longAgo = new Date(Date.now() - 9 * 24 * 3600_000)
    await db.update(syncs).set({ finishedAt: longAgo }).where(eq(syncs.id, forgotten))
    expect(await expire()).toBe(0)
  },
)
