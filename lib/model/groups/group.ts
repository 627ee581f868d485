import type { Problem } from '../problem'

export const memberTypes = ['user', 'group', 'externalGroup'] as const
export type MemberType = (typeof memberTypes)[number]

/** What the console wants of a group that Graph does not have yet; `there`: Graph has it so. */
export type GroupState = 'creating' | 'changing' | 'deleting' | 'there'
export type MemberState = 'adding' | 'removing' | 'there'

/** Published limits (docs/graph-contract.md#group-limit, docs/graph-contract.md#group-per-user). */
export const groupLimits = { perTenant: 100_000, perUserAdvised: 2_048, perUser: 10_000 }

/** One file, and what one command adds or removes at most. */
export const mostMembers = 10_000

/** A change that Graph has not taken yet, and why. Times are ISO 8601. */
export interface Owed {
  problem: Problem | null
  /** When it is tried again by itself; null: only when asked. */
  nextAt: string | null
}

export interface GroupRow extends Owed {
  groupId: string
  displayName: string
  description: string
  state: GroupState
  /** False: Graph had the group before, and lists no members. */
  membersKnown: boolean
  members: number
  /** Changes of members that Graph has not taken yet. */
  owed: number
  /** Of them, those that wait for an admin. */
  failed: number
  /** Items whose access list names it, as they were sent last. */
  items: number
}

export interface MemberRow extends Owed {
  memberId: string
  type: MemberType
  name: string
  state: MemberState
  /** The source has named it: a run takes it out when the source does not name it any more. */
  fromSource: boolean
}

/** Whether something of it will change by itself. */
export const isMoving = ({ state, problem, nextAt, owed, failed }: GroupRow) =>
  owed > failed || (state !== 'there' && (problem === null || nextAt !== null))
