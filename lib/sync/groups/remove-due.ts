import { and, eq, inArray } from 'drizzle-orm'
import { deletions, groupMembers } from '../../db/schema'
import type { CallOptions, Graph } from '../../graph/client'
import { removeMember } from '../../graph/groups'
import type { Problem } from '../../model/problem'
import { AppError } from '../../platform/errors'
import type { Stores } from '../../snapshots/write-snapshot'
import { eachAtOnce } from '../commands/each-at-once'
import { DeletionOutcome } from '../deletion-outcome'
import { deletionPages } from '../finalize/list-deletions'
import { needClaim } from '../need-claim'
import type { Pool } from '../pool'
import { report } from '../report'
import type { Run } from '../run-state'
import { addOnceMore } from './crossed'
import { membershipId, membershipOf } from './membership-id'
import { owedAfter } from './owed'
import { areThese } from './these-members'
import { leftBehind } from './want-members'

interface Removing extends Stores {
  ingestion: Graph
  run: Run
  pool: Pool
  call: CallOptions
}

const pageSize = 200

/** After so many refusals in a row it is not the members. */
const outage = 10

/** Takes out the members whose turn it is. Each is looked at again right before. Answers whom Graph did not take out, and why. */
export async function removeDue(removing: Removing): Promise<Problem | null> {
  const { db, run, call } = removing
  const outcome = new DeletionOutcome('member')
  let inARow = 0
  for await (const page of deletionPages(db, run.id, 'due', pageSize)) {
    call.signal?.throwIfAborted()
    const { taken, kept, gone } = await takeOut(removing, page)
    const failures: unknown[] = []
    const refused: AppError[] = []
    const done = gone
    await eachAtOnce(taken, removing.pool.limit, async (itemId) => {
      if (failures.length > 0) return
      try {
        await tell(removing, membershipOf(itemId))
        done.push(itemId)
        inARow = 0
      } catch (error) {
        if (call.signal?.aborted || !(error instanceof AppError) || ++inARow >= outage) failures.push(error)
        else {
          refused.push(error)
          await noteRefused(removing, membershipOf(itemId), error)
        }
      }
    })
    await settle(removing, done, kept)
    if (failures.length > 0) throw failures[0]
    outcome.add({ done, refused })
  }
  return outcome.problem
}

/** The page of the group says so, and the next run tries again. */
async function noteRefused({ db, run }: Removing, { groupId, memberId }: Membership, error: AppError) {
  await db
    .update(groupMembers)
    .set(owedAfter(error, 0))
    .where(
      and(
        eq(groupMembers.connectionId, run.connectionId),
        eq(groupMembers.groupId, groupId),
        eq(groupMembers.memberId, memberId),
        eq(groupMembers.state, 'removing'),
      ),
    )
}

type Membership = ReturnType<typeof membershipOf>

/**
 * Who of them is taken out: those that are members by the source still. Whom somebody has added by hand since is kept; whom
 * somebody else has taken out is gone already.
 */
async function takeOut({ db, run }: Removing, page: readonly { itemId: string }[]) {
  const listed = page.map(({ itemId }) => itemId)
  const ids = { groupId: groupMembers.groupId, memberId: groupMembers.memberId }
  const these = and(eq(groupMembers.connectionId, run.connectionId), areThese(listed.map(membershipToFind)))
  return await db.transaction(async (tx) => {
    await needClaim(tx, run)
    const marked = await tx
      .update(groupMembers)
      .set({ state: 'removing', problem: null, tries: 0, nextAt: leftBehind })
      .where(and(these, eq(groupMembers.fromSource, true)))
      .returning(ids)
    const taken = new Set(marked.map(idOf))
    const there = new Set((await tx.select(ids).from(groupMembers).where(these)).map(idOf))
    return {
      taken: [...taken],
      kept: listed.filter((id) => there.has(id) && !taken.has(id)),
      gone: listed.filter((id) => !there.has(id)),
    }
  })
}

function membershipToFind(id: string) {
  const { groupId, memberId } = membershipOf(id)
  return { groupId, member: { memberId } }
}

const idOf = ({ groupId, memberId }: Membership) => membershipId(groupId, memberId)

async function tell({ ingestion, run, pool, call }: Removing, { groupId, memberId }: Membership) {
  // Nobody who is no member is looked for, so the type does not matter.
  const membership = { groupId, memberId, type: 'user' as const }
  await pool.within(() => removeMember(ingestion, run.connectionId, membership, call), call.signal)
  pool.succeeded()
}

/** Writes down who is out, and who stays because somebody has decided otherwise meanwhile. */
async function settle({ db, run }: Removing, done: readonly string[], kept: readonly string[]) {
  const set = async (tx: typeof db, ids: readonly string[], state: 'deleted' | 'kept') => {
    if (ids.length === 0) return
    const these = and(eq(deletions.syncId, run.id), inArray(deletions.itemId, [...ids]))
    await tx.update(deletions).set({ state }).where(these)
  }
  await db.transaction(async (tx) => {
    await needClaim(tx, run)
    await set(tx, done, 'deleted')
    await set(tx, kept, 'kept')
    if (done.length > 0) {
      const members = done.map(membershipToFind)
      await tx
        .delete(groupMembers)
        .where(
          and(
            eq(groupMembers.connectionId, run.connectionId),
            eq(groupMembers.state, 'removing'),
            areThese(members),
          ),
        )
      await addOnceMore(tx, run.connectionId, members)
    }
    await report({ db: tx }, run, { changes: { ...run.changes, deleted: run.changes.deleted + done.length } })
  })
}
