import type { Problem } from '../../model/problem'
import type { Outcome } from '../progress'
import type { Kept } from './kept-members'
import { membershipId } from './membership-id'
import type { MembershipRow } from './memberships'
import type { Wanted } from './want-members'

/** A row whose outcome is known without Graph, or the member to add for it. */
export type Decided = { row: number; outcome: Outcome } | { row: number; wanted: Wanted; isNew: boolean }

interface Known {
  /** The run whose own members are no surprise; a plan counts them as there. */
  syncId?: string
  kept: ReadonlyMap<string, Kept>
  /** Groups that take nobody, and why. */
  missing: ReadonlyMap<string, Problem>
  /** Groups that the run creates. */
  created: ReadonlySet<string>
  /** Of them, those whose members Graph has lost with them, and the store does not say so yet. */
  lost?: ReadonlySet<string>
}

/** What becomes of each row that names a group. */
export const decideRows = (rows: readonly MembershipRow[], known: Known): Decided[] =>
  rows.map((one) => decide(one, known))

const sent: Outcome = { kind: 'sent', created: true }
const unchanged: Outcome = { kind: 'unchanged' }

function decide(one: MembershipRow, { syncId, kept, missing, created, lost }: Known): Decided {
  const { row } = one
  if ('error' in one) return { row, outcome: { kind: 'failed', error: one.error } }
  const { groupId, member, first } = one
  const problem = missing.get(groupId)
  // What Graph does not know yet is wanted all the same, and tried again later.
  if (problem && problem.code !== 'not-found') {
    const message = `The group ${groupId} cannot have members now: ${problem.message}`
    return { row, outcome: { kind: 'failed', error: { itemId: groupId, code: problem.code, message } } }
  }
  if (!member) return { row, outcome: created.has(groupId) && !problem ? sent : unchanged }
  if (!first) return { row, outcome: unchanged }
  const there = kept.get(membershipId(groupId, member.memberId))
  if (there?.state !== 'there' || lost?.has(groupId))
    return { row, wanted: { groupId, member }, isNew: !there }
  // By this run, before it was interrupted.
  return { row, outcome: syncId !== undefined && there.addedIn === syncId ? sent : unchanged }
}
