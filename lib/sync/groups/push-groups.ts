import { setTimeout as sleep } from 'node:timers/promises'
import { and, eq, inArray, ne, or, sql } from 'drizzle-orm'
import type { Db } from '../../db/open'
import { externalGroups, groupMembers } from '../../db/schema'
import { findGroup } from '../../graph/groups'
import type { Problem } from '../../model/problem'
import { AppError, asProblem } from '../../platform/errors'
import { isTransient } from '../../platform/retry'
import { eachAtOnce } from '../commands/each-at-once'
import { needClaim } from '../need-claim'
import { report } from '../report'
import type { Run } from '../run-state'
import type { Refusals } from '../stop'
import { behind } from './owed'
import { type GroupOwed, groupOf, noteOwed, type Telling, tellGroup } from './tell-group'
import { leftBehind } from './want-members'
import type { GroupsWanted } from './wanted-groups'

/** So long a run waits until Graph knows the groups that it has just created. */
const patienceMs = 60_000

const atOnce = 1_000

interface Groups extends Telling {
  run: Run
  refusals: Refusals
  /** Ids of all groups that the source names. */
  named: readonly string[]
}

export interface GroupsPushed {
  /** Those that Graph does not have, so that nobody can be put into them, and why. */
  missing: Map<string, Problem>
  /** Those that this run has created, before an interruption too. */
  created: Set<string>
}

/** Creates and renames groups at Graph. */
export async function pushGroups(groups: Groups, wanted: GroupsWanted): Promise<GroupsPushed> {
  const { db, run, connectionId, named } = groups
  await want(db, run, wanted)
  const missing = new Map<string, Problem>()
  for (const groupId of wanted.deleting) missing.set(groupId, { code: 'conflict', message: going })
  for (let at = 0; at < named.length; at += atOnce) {
    const owed = await owedOf(db, connectionId, named.slice(at, at + atOnce))
    await eachAtOnce(owed, groups.pool.limit, async (group) => {
      const problem = await tell(groups, group)
      // A group that only keeps its old name can have members.
      if (problem && group.state === 'creating') missing.set(group.groupId, problem)
    })
  }
  const mine = and(eq(externalGroups.connectionId, connectionId), eq(externalGroups.createdIn, run.id))
  const created = await db
    .select({ groupId: externalGroups.groupId })
    .from(externalGroups)
    .where(and(mine, eq(externalGroups.state, 'there')))
  await report({ db }, run, { changes: { ...run.changes, created: created.length } })
  await untilKnown(groups, created, missing)
  return { missing, created: new Set(created.map(({ groupId }) => groupId)) }
}

const going = 'The group is being deleted. Start a new run when it is gone.'

/** Writes down what is wanted before Graph is asked for it, together with the counts: a run that is killed counts none twice. */
async function want(db: Db, run: Run, { create, lost, rename }: GroupsWanted) {
  const { id, connectionId, startedBy } = run
  for (let at = 0; at < create.length; at += atOnce) {
    const rows = create.slice(at, at + atOnce).map((group) => ({
      ...group,
      connectionId,
      state: 'creating' as const,
      createdBy: startedBy,
      createdIn: id,
    }))
    await db.transaction(async (tx) => {
      await needClaim(tx, run)
      await tx.insert(externalGroups).values(rows).onConflictDoNothing()
      for (const row of rows) if (lost.has(row.groupId)) await wantAnew(tx, row)
    })
  }
  const state = sql`case when ${externalGroups.state} = 'creating' then 'creating' else 'changing' end`
  for (let at = 0; at < rename.length; at += atOnce) {
    const some = rename.slice(at, at + atOnce)
    await db.transaction(async (tx) => {
      await needClaim(tx, run)
      for (const { groupId, displayName, description } of some)
        await tx
          .update(externalGroups)
          .set({ displayName, description, state, problem: null, tries: 0, nextAt: null })
          .where(and(groupOf(connectionId, groupId), ne(externalGroups.state, 'deleting')))
      const updated = run.changes.updated + some.length
      await report({ db: tx }, run, { changes: { ...run.changes, updated } })
    })
  }
}

/** Graph has the group no more, and so nobody in it, those whom somebody has added by hand either. */
async function wantAnew(tx: Db, { connectionId, groupId, ...group }: typeof externalGroups.$inferInsert) {
  const afresh = { problem: null, tries: 0 }
  const [lost] = await tx
    .update(externalGroups)
    .set({ ...group, ...afresh, asked: false, nextAt: null, createdAt: sql`now()` })
    .where(and(groupOf(connectionId, groupId), eq(externalGroups.state, 'there')))
    .returning({ groupId: externalGroups.groupId })
  if (!lost) return
  await tx
    .update(groupMembers)
    .set({ ...afresh, state: 'adding', nextAt: leftBehind })
    .where(
      and(
        eq(groupMembers.connectionId, connectionId),
        eq(groupMembers.groupId, groupId),
        eq(groupMembers.state, 'there'),
      ),
    )
}

const owedOf = (db: Db, connectionId: string, groupIds: readonly string[]) =>
  db
    .select()
    .from(externalGroups)
    .where(
      and(
        eq(externalGroups.connectionId, connectionId),
        inArray(externalGroups.groupId, [...groupIds]),
        or(eq(externalGroups.state, 'creating'), eq(externalGroups.state, 'changing')),
      ),
    )

/** Why Graph has not taken a group; undefined when it has. Throws what ends the run. */
async function tell(groups: Groups, group: GroupOwed): Promise<Problem | undefined> {
  const { db, connectionId, refusals, call } = groups
  call.signal?.throwIfAborted()
  try {
    await tellGroup(groups, group)
    return undefined
  } catch (error) {
    call.signal?.throwIfAborted()
    if (!(error instanceof AppError) || isTransient(error)) throw error
    const verdict = await refusals.verdict(error)
    if (verdict) throw verdict
    await noteOwed(db, connectionId, group, error)
    return asProblem(error)
  }
}

/** Graph may take a while until it knows a new group; what it does not know by then gets no members. */
async function untilKnown(
  { graph, connectionId, pool, call }: Groups,
  created: readonly { groupId: string }[],
  missing: Map<string, Problem>,
) {
  const end = performance.now() + patienceMs
  let open = created.map(({ groupId }) => groupId)
  for (let waitMs = 500; open.length > 0; waitMs = Math.min(waitMs * 2, 8_000)) {
    const known = await eachAtOnce(open, pool.limit, (groupId) =>
      pool.within(() => findGroup(graph, connectionId, groupId, call), call.signal),
    )
    open = open.filter((_, at) => known[at] === null)
    if (open.length === 0) return
    if (performance.now() > end) break
    await sleep(waitMs, undefined, { signal: call.signal })
  }
  for (const groupId of open) missing.set(groupId, { code: 'not-found', message: behind })
}
