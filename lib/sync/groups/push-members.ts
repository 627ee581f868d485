import { setTimeout as sleep } from 'node:timers/promises'
import { and, eq } from 'drizzle-orm'
import { groupMembers } from '../../db/schema'
import type { Graph } from '../../graph/client'
import { addMember } from '../../graph/groups'
import { rulesOf } from '../../model/sync/abort-rules'
import { mostSent, type Plan } from '../../model/sync/plan'
import { AppError } from '../../platform/errors'
import { isTransient } from '../../platform/retry'
import { readRecords } from '../../snapshots/read-snapshot'
import type { SnapshotRow, Stores } from '../../snapshots/write-snapshot'
import { ahead } from '../ahead'
import { PlanExceeded } from '../plan/hold-plan'
import type { Entry } from '../progress'
import { rowErrorOf } from '../row-error'
import type { Run } from '../run-state'
import { Sending, type SendingRun } from '../sending'
import type { Refusals } from '../stop'
import { removeOnceMore } from './crossed'
import { type Decided, decideRows } from './decide-rows'
import { keptMembers } from './kept-members'
import { membershipId } from './membership-id'
import type { MembershipRow, Memberships } from './memberships'
import { behind, owedAfter } from './owed'
import type { GroupsPushed } from './push-groups'
import { adoptMembers, unwantMembers, type Wanted, wantMembers } from './want-members'

export interface PushingMembers extends Omit<SendingRun, 'rules'>, Stores {
  ingestion: Graph
  run: Run
  snapshot: SnapshotRow
  memberships: Memberships
  pushed: GroupsPushed
  refusals: Refusals
  /** The plan that it may not exceed. */
  approved: Plan | null
}

/** Graph may know a group at one moment and not at the next, as long as it is new. */
const waitsMs = [500, 1_000, 2_000]

/** Adds the members that the store does not have, and accounts for every row. Throws what ended it before the last. */
export async function pushMembers(pushing: PushingMembers): Promise<void> {
  const { db, ingestion, run, snapshot, memberships, pushed, approved } = pushing
  const { connectionId } = run
  const rules = rulesOf(run.abortRules)
  const sending = new Sending({ ...pushing, rules })
  const { call, progress } = sending
  // Wanted, and Graph was not asked yet: what is new of it is taken back when the run ends before.
  const open = new Map<string, Wanted>()
  const from = run.checkpoint
  let started = run.checkpointCounts.sent
  const most = approved ? mostSent(approved, rules.tolerance) : Number.POSITIVE_INFINITY

  async function add(entry: Entry, wanted: Wanted) {
    const began = performance.now()
    try {
      if (pushed.missing.has(wanted.groupId)) throw new AppError('not-found', behind)
      await tell(wanted)
      const added = await db
        .update(groupMembers)
        .set({ state: 'there', problem: null, nextAt: null, tries: 0 })
        .where(isAdded(wanted))
        .returning({ memberId: groupMembers.memberId })
      if (added.length === 0) await removeOnceMore(db, { connectionId, addedBy: run.startedBy, ...wanted })
      sending.accepted(entry, { kind: 'sent', created: true }, performance.now() - began)
    } catch (error) {
      if (sending.isOver(error)) return
      await refused(entry, wanted, error).catch((failure: unknown) => sending.end(failure))
    }
  }

  async function tell({ groupId, member }: Wanted) {
    for (let tried = 0; ; tried++) {
      try {
        return await addMember(ingestion, connectionId, { groupId, ...member }, call)
      } catch (error) {
        const waitMs = waitsMs[tried]
        if (!(error instanceof AppError) || error.code !== 'not-found' || waitMs === undefined) throw error
        await sleep(waitMs, undefined, { signal: call.signal })
      }
    }
  }

  async function refused(entry: Entry, wanted: Wanted, error: unknown) {
    if (!(error instanceof AppError)) throw error
    const isUnknown = error.code === 'not-found'
    await db.update(groupMembers).set(owedAfter(error, 0)).where(isAdded(wanted))
    const { groupId, member } = wanted
    const told = rowErrorOf(error, groupId)
    const rowError = isUnknown
      ? { ...told, code: 'group-unknown', message: `${behind} ${member.name} is added later, by itself.` }
      : { ...told, message: `${member.name}: ${told.message}` }
    const ofConnection = !isUnknown && error.code !== 'invalid'
    if (isTransient(error)) return sending.undecide(entry, rowError, error)
    const verdict = pushed.missing.has(groupId) ? null : await pushing.refusals.verdict(error)
    if (verdict) throw verdict
    sending.fail(entry, rowError, ofConnection)
  }

  const isAdded = ({ groupId, member }: Wanted) =>
    and(
      eq(groupMembers.connectionId, connectionId),
      eq(groupMembers.groupId, groupId),
      eq(groupMembers.memberId, member.memberId),
      eq(groupMembers.state, 'adding'),
    )

  async function decided(rows: MembershipRow[]): Promise<Decided[]> {
    const kept = await keptMembers(db, connectionId, rows)
    const all = decideRows(rows, { syncId: run.id, kept, ...pushed })
    const wanted = all.flatMap((one) => ('wanted' in one ? [one] : []))
    const handMade = rows.flatMap((one) => {
      if (!('groupId' in one) || !one.member) return []
      const there = kept.get(membershipId(one.groupId, one.member.memberId))
      return there?.state === 'there' && !there.fromSource
        ? [{ groupId: one.groupId, member: one.member }]
        : []
    })
    await adoptMembers(db, run, handMade)
    const going = await wantMembers(
      db,
      run,
      wanted.map((one) => one.wanted),
    )
    for (const { wanted: one, isNew } of wanted)
      if (isNew && !going.has(one.groupId)) open.set(membershipId(one.groupId, one.member.memberId), one)
    return all.map((one) => ('wanted' in one && going.has(one.wanted.groupId) ? gone(one) : one))
  }

  try {
    // Rows before the checkpoint are read for what they name.
    for await (const batch of ahead(memberships.read(readRecords(pushing, snapshot)))) {
      const rows = batch.filter(({ row }) => row > from)
      if (rows.length === 0) continue
      for (const one of await decided(rows)) {
        await sending.room({ toSend: 'wanted' in one })
        if ('wanted' in one && approved && ++started > most) throw new PlanExceeded(most)
        const entry = progress.read(one.row)
        if ('outcome' in one) sending.settle(entry, one.outcome)
        else {
          open.delete(membershipId(one.wanted.groupId, one.wanted.member.memberId))
          sending.start(() => add(entry, one.wanted))
        }
      }
    }
  } catch (error) {
    sending.end(error)
  }
  await sending.finish().finally(() => unwantMembers(db, run, [...open.values()]))
}

const gone = ({ row, wanted: { groupId } }: { row: number; wanted: Wanted }): Decided => ({
  row,
  outcome: {
    kind: 'failed',
    error: {
      itemId: groupId,
      code: 'conflict',
      message: `The group ${groupId} is being deleted. Start a new run when it is gone.`,
    },
  },
})
