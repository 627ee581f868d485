import type { MemberType } from './group'

interface Planned {
  memberId: string
  type: MemberType
  name: string
}

/** What a file would change in a group. */
export interface MembersPlan {
  added: Planned[]
  /** Members that the file does not name; they go only if the admin says so. */
  notNamed: Planned[]
  same: number
  /** Lines that name nobody, or somebody the tenant does not have: they keep the plan from being applied. */
  problems: string[]
  /** Of the membership that it was made against. */
  basis: string
}

interface Kept extends Planned {
  state: string
}

/** Compares who is wanted with who is (or will be) there. */
export function planMembers(
  wanted: readonly Planned[],
  kept: readonly Kept[],
): Pick<MembersPlan, 'added' | 'notNamed' | 'same'> {
  const there = kept.filter(({ state }) => state !== 'removing')
  const known = new Set(there.map(({ memberId }) => memberId))
  const named = new Set(wanted.map(({ memberId }) => memberId))
  const added = wanted.filter(({ memberId }) => !known.has(memberId))
  return {
    added,
    notNamed: there
      .filter(({ memberId }) => !named.has(memberId))
      .map(({ memberId, type, name }) => ({ memberId, type, name })),
    same: wanted.length - added.length,
  }
}
