import type { MemberType } from '../groups/group'

/** Somebody or some group in an external group. A change that Graph has not taken yet is not `settled`. */
export interface Link {
  groupId: string
  memberId: string
  type: MemberType
  settled: boolean
}

/** What the console knows of the external groups of a connection; Graph lists no members. */
export interface KnownGroups {
  /** Groups in the store. `membersKnown` false: Graph may hold members that nobody has listed. */
  groups: ReadonlyMap<string, { membersKnown: boolean }>
  /** Groups in groups, and the memberships of the person and of their groups of Entra. */
  links: readonly Link[]
  /** Groups with a group of Entra in them; asked for only when the person's are not known. */
  withEntra: ReadonlySet<string>
  /** Of groups that are not in the store: whether Graph has them. What is missing could not be asked. */
  elsewhere: ReadonlyMap<string, boolean>
}

/** The groups that hold somebody, each with the way to it, innermost first. */
export function reached(
  from: readonly { id: string; type: MemberType }[],
  links: readonly Link[],
): Map<string, Link[]> {
  const byMember = new Map<string, Link[]>()
  for (const link of links) {
    const key = keyOf(link.type, link.memberId)
    byMember.set(key, [...(byMember.get(key) ?? []), link])
  }
  const ways = new Map<string, Link[]>()
  const open = from.map(({ id, type }) => ({ key: keyOf(type, id), way: [] as Link[] }))
  for (let at = open.shift(); at; at = open.shift()) {
    for (const link of byMember.get(at.key) ?? []) {
      if (ways.has(link.groupId)) continue
      const way = [...at.way, link]
      ways.set(link.groupId, way)
      open.push({ key: keyOf('externalGroup', link.groupId), way })
    }
  }
  return ways
}

/** Ids of the directory do not depend on case; those of external groups may. */
const keyOf = (type: MemberType, id: string) => `${type} ${type === 'externalGroup' ? id : id.toLowerCase()}`

/** Why it is not sure who is in a group, or in one inside it; null when it is. */
export function openReason(groupId: string, known: KnownGroups, entraKnown: boolean): string | null {
  const seen = new Set<string>()
  const open = [groupId]
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (seen.has(id)) continue
    seen.add(id)
    const group = known.groups.get(id)
    if (!group) {
      const there = known.elsewhere.get(id)
      if (there === undefined) return `Graph did not tell whether it has the external group ${id}.`
      if (there) return `The external group ${id} was made elsewhere, and Graph lists no members.`
    } else if (!group.membersKnown)
      return `The external group ${id} was in Graph before the console knew it; it may have more members.`
    if (!entraKnown && known.withEntra.has(id))
      return `The external group ${id} holds groups of Entra, and Graph did not tell in which the person is.`
    for (const link of known.links)
      if (link.groupId === id && link.type === 'externalGroup') open.push(link.memberId)
  }
  return null
}
