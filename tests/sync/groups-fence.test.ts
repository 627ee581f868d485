import { randomUUID } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import { expect, onTestFinished, test } from 'vitest'
import type { Opened } from '@/lib/db/open'
import { approvals, deletions, externalGroups, groupMembers, leases, syncs } from '@/lib/db/schema'
import { hashOf } from '@/lib/sync/finalize/list-deletions'
import { releaseHeld } from '@/lib/sync/finalize/release-held'
import { membershipId } from '@/lib/sync/groups/membership-id'
import { removeDue } from '@/lib/sync/groups/remove-due'
import { adoptMembers, unwantMembers, wantMembers } from '@/lib/sync/groups/want-members'
import { Pool } from '@/lib/sync/pool'
import { RunEnded } from '@/lib/sync/progress'
import { claim } from '@/lib/sync/run-state'
import { eachDatabase } from '../support/database'
import { groupsTenant, rowsOf } from '../support/groups'
import { storesOf } from '../support/stores'

const connectionId = 'helpdesk'
const groupId = 'large'
const member = (memberId: string) => ({ memberId, type: 'externalGroup' as const, name: memberId })
const wanted = (memberId: string) => ({ groupId, member: member(memberId) })
const states = async ({ db }: Opened) =>
  Object.fromEntries(
    (await db.select().from(groupMembers)).map(({ memberId, state }) => [memberId, state] as const),
  )

/** A run as a worker has it that was frozen, and as the one that has taken it over has it. */
async function takenOver(opened: Opened) {
  const tenant = await groupsTenant(opened)
  const syncId = await tenant.start(`group,member,type\n${rowsOf(groupId, 1, 3)}`)
  const take = async () => {
    const claimed = await claim(opened.db, { syncId, connectionId })
    if (!claimed || claimed === 'busy') throw new Error('The run was not claimed.')
    onTestFinished(() => claimed.lease.release())
    return claimed.run
  }
  const frozen = await take()
  await opened.db.update(leases).set({ token: randomUUID(), expiresAt: new Date(0) })
  const names = { displayName: groupId, createdBy: 'somebody' }
  await opened.db.insert(externalGroups).values({ connectionId, groupId, state: 'there', ...names })
  return { tenant, frozen, run: await take() }
}

eachDatabase('a worker that wakes up after another one has taken over its run of groups', (open) => {
  test('writes down nobody, and takes back nobody whom the other one is adding', async () => {
    const opened = await open()
    const { frozen, run } = await takenOver(opened)
    await wantMembers(opened.db, run, [wanted('x1'), wanted('x2')])

    await unwantMembers(opened.db, frozen, [wanted('x1')])
    await expect(wantMembers(opened.db, frozen, [wanted('x3')])).rejects.toThrow(RunEnded)
    await opened.db.update(groupMembers).set({ fromSource: false })
    await expect(adoptMembers(opened.db, frozen, [wanted('x1')])).rejects.toThrow(RunEnded)

    expect(await states(opened)).toEqual({ x1: 'adding', x2: 'adding' })
    expect(await opened.db.$count(groupMembers, eq(groupMembers.fromSource, true))).toBe(0)
    await unwantMembers(opened.db, run, [wanted('x1')])
    expect(await states(opened)).toEqual({ x2: 'adding' })
  })

  test('takes out nobody, and lets no list go through', async () => {
    const opened = await open()
    const { tenant, frozen, run } = await takenOver(opened)
    const { db } = opened
    await db.insert(groupMembers).values({
      ...member('x1'),
      connectionId,
      groupId,
      state: 'there',
      fromSource: true,
      addedBy: 'somebody',
    })
    const listed = { syncId: run.id, itemId: membershipId(groupId, 'x1'), title: 'x1' }
    await db.insert(deletions).values({ ...listed, state: 'held' })
    const heldHash = await hashOf(db, run.id, 'held')
    const approvedBy = 'somebody'
    const expiresAt = sql`now() + interval '1 day'`
    await db
      .insert(approvals)
      .values({ syncId: run.id, what: 'deletions', hash: heldHash, approvedBy, expiresAt })
    await db.update(syncs).set({ heldHash })

    await expect(releaseHeld(db, { ...frozen, heldHash })).rejects.toThrow(RunEnded)
    expect(await db.select({ state: deletions.state }).from(deletions)).toEqual([{ state: 'held' }])

    await db.update(deletions).set({ state: 'due' })
    const { ingestion } = tenant
    const removing = { ...storesOf(opened), ingestion, run: frozen, pool: new Pool(), call: {} }
    await expect(removeDue(removing)).rejects.toThrow(RunEnded)
    expect(await states(opened)).toEqual({ x1: 'there' })
  })
})
