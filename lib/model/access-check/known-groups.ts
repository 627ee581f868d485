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

/** How somebody comes into a group: the last link, and the way to it. A list of its own for each group would be long. */
export interface Way {
  link: Link
  before: Way | null
}

/** The links of a way, innermost first. */
export function linksOf(way: Way): Link[] {
  const links: Link[] = []
  for (let at: Way | null = way; at; at = at.before) links.push(at.link)
  return links.reverse()
}

/** The groups that hold somebody, each with the way to it. */
export function reached(
  from: readonly { id: string; type: MemberType }[],
  links: readonly Link[],
): Map<string, Way> {
  const byMember = grouped(links, ({ type, memberId }) => keyOf(type, memberId))
  const ways = new Map<string, Way>()
  const open: { key: string; before: Way | null }[] = from.map(({ id, type }) => ({
    key: keyOf(type, id),
    before: null,
  }))
  // It grows while it is gone through.
  for (const { key, before } of open) {
    for (const link of byMember.get(key) ?? []) {
      if (ways.has(link.groupId)) continue
      const way = { link, before }
      ways.set(link.groupId, way)
      open.push({ key: keyOf('externalGroup', link.groupId), before: way })
    }
  }
  return ways
}

function grouped(links: readonly Link[], keyOf: (link: Link) => string) {
  const groups = new Map<string, Link[]>()
  for (const link of links) {
    const group = groups.get(keyOf(link))
    if (group) group.push(link)
    else groups.set(keyOf(link), [link])
  }
  return groups
}

/** Ids of the directory do not depend on case; those of external groups may. */
const keyOf = (type: MemberType, id: string) => `${type} ${type === 'externalGroup' ? id : id.toLowerCase()}`

/** The groups with those in them, at any depth. */
export function withInner(links: readonly Link[]): (groupIds: readonly string[]) => Set<string> {
  const nested = links.filter(({ type }) => type === 'externalGroup')
  const inner = grouped(nested, ({ groupId }) => groupId)
  return (groupIds) => {
    const all = new Set(groupIds)
    // It grows while it is gone through.
    for (const id of all) for (const { memberId } of inner.get(id) ?? []) all.add(memberId)
    return all
  }
}

/** Tells why it is not sure who is in a group, or in one inside it; null when it is. */
export function openReasons(known: KnownGroups, entraKnown: boolean): (groupId: string) => string | null {
  const innerOf = withInner(known.links)
  return (groupId) => {
    for (const id of innerOf([groupId])) {
      const reason = reasonOf(id, known, entraKnown)
      if (reason) return reason
    }
    return null
  }
}

function reasonOf(id: string, known: KnownGroups, entraKnown: boolean): string | null {
  const group = known.groups.get(id)
  if (!group) {
    const there = known.elsewhere.get(id)
    if (there === undefined) return `Graph did not tell whether it has the external group ${id}.`
    if (there) return `The external group ${id} was made elsewhere, and Graph lists no members.`
  } else if (!group.membersKnown)
    return `The external group ${id} was in Graph before the console knew it; it may have more members.`
  if (!entraKnown && known.withEntra.has(id))
    return `The external group ${id} holds groups of Entra, and Graph did not tell in which the person is.`
  return null
}
