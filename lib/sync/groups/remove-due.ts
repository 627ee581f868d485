import { and, eq, inArray, sql } from 'drizzle-orm'
import { deletions, groupMembers } from '../../db/schema'
import type { CallOptions, Graph } from '../../graph/client'
import { removeMember } from '../../graph/groups'
import type { Stores } from '../../snapshots/write-snapshot'
import { eachAtOnce } from '../commands/each-at-once'
import { deletionPages } from '../finalize/list-deletions'
import type { Pool } from '../pool'
import { report } from '../report'
import type { Run } from '../run-state'
import { membershipId, membershipOf } from './membership-id'
import { areThese } from './these-members'

interface Removing extends Stores {
  ingestion: Graph
  run: Run
  pool: Pool
  call: CallOptions
}

const pageSize = 200
const leftBehind = sql`now() + interval '5 minutes'`

/** Takes out the members whose turn it is. Each is looked at again right before. */
export async function removeDue(removing: Removing): Promise<void> {
  const { db, run, call } = removing
  for await (const page of deletionPages(db, run.id, 'due', pageSize)) {
    call.signal?.throwIfAborted()
    const listed = page.map(({ itemId }) => membershipOf(itemId))
    const taken = await takeOut(removing, listed)
    const failures: unknown[] = []
    const done: string[] = []
    await eachAtOnce(taken, removing.pool.limit, async ({ groupId, memberId }) => {
      if (failures.length > 0) return
      try {
        await tell(removing, groupId, memberId)
        done.push(membershipId(groupId, memberId))
      } catch (error) {
        failures.push(error)
      }
    })
    const still = new Set(taken.map(({ groupId, memberId }) => membershipId(groupId, memberId)))
    const kept = page.map(({ itemId }) => itemId).filter((id) => !still.has(id))
    await settle(removing, done, kept)
    if (failures.length > 0) throw failures[0]
  }
}

type Membership = ReturnType<typeof membershipOf>

/** Those of them that are members by the source still: it may have named them again since, or somebody has removed them. */
async function takeOut({ db, run }: Removing, listed: readonly Membership[]): Promise<Membership[]> {
  return await db
    .update(groupMembers)
    .set({ state: 'removing', problem: null, tries: 0, nextAt: leftBehind })
    .where(
      and(
        eq(groupMembers.connectionId, run.connectionId),
        eq(groupMembers.fromSource, true),
        areThese(listed.map(({ groupId, memberId }) => ({ groupId, member: { memberId } }))),
      ),
    )
    .returning({ groupId: groupMembers.groupId, memberId: groupMembers.memberId })
}

async function tell({ ingestion, run, pool, call }: Removing, groupId: string, memberId: string) {
  // Nobody who is no member is looked for, so the type does not matter.
  const membership = { groupId, memberId, type: 'user' as const }
  await pool.within(() => removeMember(ingestion, run.connectionId, membership, call), call.signal)
  pool.succeeded()
}

/** Writes down who was taken out, and who stays because somebody has decided otherwise meanwhile. */
async function settle({ db, run }: Removing, done: readonly string[], kept: readonly string[]) {
  const set = async (tx: typeof db, ids: readonly string[], state: 'deleted' | 'kept') => {
    if (ids.length === 0) return
    const these = and(eq(deletions.syncId, run.id), inArray(deletions.itemId, [...ids]))
    await tx.update(deletions).set({ state }).where(these)
  }
  await db.transaction(async (tx) => {
    await set(tx, done, 'deleted')
    await set(tx, kept, 'kept')
    if (done.length > 0)
      await tx.delete(groupMembers).where(
        and(
          eq(groupMembers.connectionId, run.connectionId),
          eq(groupMembers.state, 'removing'),
          areThese(
            done.map((id) => {
              const { groupId, memberId } = membershipOf(id)
              return { groupId, member: { memberId } }
            }),
          ),
        ),
      )
    await report({ db: tx }, run, { changes: { ...run.changes, deleted: run.changes.deleted + done.length } })
  })
}
