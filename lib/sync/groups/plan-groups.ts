import type { GroupFields } from '../../model/groups/group-fields'
import type { Problem } from '../../model/problem'
import type { Plan } from '../../model/sync/plan'
import { readRecords } from '../../snapshots/read-snapshot'
import type { SnapshotRow, Stores } from '../../snapshots/write-snapshot'
import { ahead } from '../ahead'
import { sentBefore } from '../plan/sent-before'
import { Tally } from '../plan/tally'
import { report } from '../report'
import type { Run } from '../run-state'
import { decideRows } from './decide-rows'
import { keptMembers } from './kept-members'
import { needsApproval, tellsRemovals } from './list-removals'
import { membershipId } from './membership-id'
import type { Memberships } from './memberships'
import { countFromSource, missingMembers } from './missing-members'
import type { GroupsWanted } from './wanted-groups'

interface Planning extends Stores {
  run: Run
  fields: GroupFields
  snapshot: SnapshotRow
  memberships: Memberships
  wanted: GroupsWanted
}

const reportMs = 1_000
const going: Problem = { code: 'conflict', message: 'it is being deleted.' }

/** Compares all memberships of a snapshot with those of the store. Nothing is sent or written down. */
export async function planGroups(planning: Planning): Promise<Plan> {
  const { db, run, fields, snapshot, memberships, wanted } = planning
  const { connectionId } = run
  const tally = new Tally()
  const missing = new Map([...wanted.deleting].map((groupId) => [groupId, going]))
  const created = new Set(wanted.create.map(({ groupId }) => groupId))
  let rows = 0
  let reported = performance.now()
  for await (const batch of ahead(memberships.read(readRecords(planning, snapshot)))) {
    const kept = await keptMembers(db, connectionId, batch)
    for (const one of decideRows(batch, { kept, missing, created, lost: wanted.lost })) {
      const { row } = one
      if ('wanted' in one) {
        const { groupId, member } = one.wanted
        tally.add('new', () => ({ row, itemId: groupId, title: member.name, what: [] }))
      } else if (one.outcome.kind === 'failed') tally.fail(row, one.outcome.error)
      else
        tally.add(one.outcome.kind === 'sent' ? 'new' : 'unchanged', () => ({
          row,
          itemId: null,
          title: null,
          what: [],
        }))
    }
    rows += batch.length
    if (performance.now() - reported < reportMs) continue
    reported = performance.now()
    await report(planning, run, { phase: 'plan', staged: rows })
  }
  let removed = 0
  if (tellsRemovals(snapshot))
    for await (const page of missingMembers(db, connectionId, memberships.seen)) {
      removed += page.length
      for (const { groupId, memberId, name } of page)
        tally.add('toDelete', () => ({
          row: null,
          itemId: membershipId(groupId, memberId),
          title: name,
          what: [],
        }))
    }
  const members = await countFromSource(db, connectionId)
  return tally.plan(`${snapshot.id} ${JSON.stringify(fields)}`, {
    rows,
    sentBefore: await sentBefore(db, run.id),
    deletionsHeld: needsApproval(run, memberships, removed, members),
    groups: { created: wanted.create.length, renamed: wanted.rename.length },
  })
}
