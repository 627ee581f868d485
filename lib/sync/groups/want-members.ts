import { and, eq, inArray, isNull, ne, sql } from 'drizzle-orm'
import { lockConnection } from '../../db/connections'
import type { Db } from '../../db/open'
import { externalGroups, groupMembers, syncs } from '../../db/schema'
import { needClaim } from '../need-claim'
import type { Run } from '../run-state'
import type { FoundMember } from './known-members'
import { areThese } from './these-members'

export interface Wanted {
  groupId: string
  member: FoundMember
}

/** What a run leaves behind, when it is cancelled or its worker dies, is looked at again after so long. */
export const leftBehind = sql`now() + interval '5 minutes'`

/**
 * Writes down who is wanted in which group before Graph is asked, since Graph lists no members. Answers the groups that
 * take nobody, because somebody deletes them.
 */
export async function wantMembers(db: Db, run: Run, wanted: readonly Wanted[]): Promise<Set<string>> {
  if (wanted.length === 0) return new Set()
  const { id, connectionId, startedBy } = run
  const groupIds = [...new Set(wanted.map(({ groupId }) => groupId))]
  return await db.transaction(async (tx) => {
    await needClaim(tx, run)
    const there = await tx
      .select({ groupId: externalGroups.groupId })
      .from(externalGroups)
      .where(
        and(
          eq(externalGroups.connectionId, connectionId),
          inArray(externalGroups.groupId, groupIds),
          ne(externalGroups.state, 'deleting'),
        ),
      )
      .for('key share')
    const lasting = new Set(there.map(({ groupId }) => groupId))
    const rows = wanted.flatMap(({ groupId, member }) =>
      lasting.has(groupId)
        ? [{ ...member, connectionId, groupId, state: 'adding' as const, addedBy: startedBy }]
        : [],
    )
    const by = { fromSource: true, addedIn: id, nextAt: leftBehind }
    if (rows.length > 0)
      await tx
        .insert(groupMembers)
        .values(rows.map((row) => ({ ...row, ...by })))
        .onConflictDoUpdate({
          target: [groupMembers.connectionId, groupMembers.groupId, groupMembers.memberId],
          set: { state: 'adding', problem: null, tries: 0, name: sql`excluded.name`, ...by },
          setWhere: ne(groupMembers.state, 'there'),
        })
    return new Set(groupIds.filter((groupId) => !lasting.has(groupId)))
  })
}

/** From now on these are the source's, though somebody has added them by hand. */
export async function adoptMembers(db: Db, run: Run, members: readonly Wanted[]) {
  if (members.length === 0) return
  await db.transaction(async (tx) => {
    await needClaim(tx, run)
    await tx
      .update(groupMembers)
      .set({ fromSource: true })
      .where(and(eq(groupMembers.connectionId, run.connectionId), areThese(members)))
  })
}

/**
 * Takes back what was wanted of a run that ends before it has asked Graph for it. Not when another worker has the run: it wants
 * the same members, and may just be asking for them.
 */
export async function unwantMembers(db: Db, { id, connectionId, attempt }: Run, members: readonly Wanted[]) {
  if (members.length === 0) return
  await db.transaction(async (tx) => {
    await lockConnection(tx, connectionId)
    const mine = and(eq(syncs.id, id), eq(syncs.attempt, attempt))
    const [still] = await tx.select({ id: syncs.id }).from(syncs).where(mine).for('share')
    if (!still) return
    await tx
      .delete(groupMembers)
      .where(
        and(
          eq(groupMembers.connectionId, connectionId),
          eq(groupMembers.addedIn, id),
          eq(groupMembers.state, 'adding'),
          isNull(groupMembers.problem),
          areThese(members),
        ),
      )
  })
}
