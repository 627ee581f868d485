import type { Acl } from '../items/item'
import { type KnownGroups, type Link, linksOf, openReasons, reached } from './known-groups'

/** Who asks, as the directory knows them. */
export interface Person {
  id: string
  name: string
  /** Null when Graph did not tell. */
  guest: boolean | null
  /** Groups of Entra that hold them, through other groups too, by id; null when Graph did not tell. */
  groups: ReadonlyMap<string, string> | null
}

export interface Access {
  verdict: 'yes' | 'no' | 'unknown'
  /** The entry that decides; null when none does. */
  entry: Acl | null
  /** From the person to who the entry names. */
  path: string[]
  /** What could not be proved and might change the answer. */
  unproved: string[]
}

type Match = { state: 'yes'; path: string[] } | { state: 'no' } | { state: 'unknown'; reason: string }

const no: Match = { state: 'no' }

/**
 * Tells for lists of access whether a person may read. A denial counts more than any grant
 * (docs/graph-contract.md#acl-deny); what cannot be proved makes the answer unknown only if it could change it.
 */
export function accessFor(person: Person, known: KnownGroups): (acl: readonly Acl[]) => Access {
  const match = matcher(person, known)
  return (acl) => {
    const matches = acl.map((entry) => ({ entry, match: match(entry) }))
    const of = (accessType: Acl['accessType'], state: Match['state']) =>
      matches.filter(({ entry, match: found }) => entry.accessType === accessType && found.state === state)
    const unproved = (accessType: Acl['accessType']) => [
      ...new Set(
        of(accessType, 'unknown').flatMap(({ match: found }) => ('reason' in found ? [found.reason] : [])),
      ),
    ]
    const decided = (verdict: 'yes' | 'no', [by]: typeof matches): Access => ({
      verdict,
      entry: by?.entry ?? null,
      path: by && 'path' in by.match ? by.match.path : [],
      unproved: [],
    })
    const unknown = (reasons: string[]): Access => ({
      verdict: 'unknown',
      entry: null,
      path: [],
      unproved: reasons,
    })

    const denied = of('deny', 'yes')
    if (denied.length > 0) return decided('no', denied)
    const granted = of('grant', 'yes')
    const perhaps = unproved('grant')
    if (granted.length === 0)
      return perhaps.length > 0 ? unknown([...perhaps, ...unproved('deny')]) : decided('no', [])
    const perhapsDenied = unproved('deny')
    return perhapsDenied.length > 0 ? unknown(perhapsDenied) : decided('yes', granted)
  }
}

function matcher(person: Person, known: KnownGroups): (entry: Acl) => Match {
  const { id, name, guest, groups } = person
  const from = [
    { id, type: 'user' as const },
    ...[...(groups?.keys() ?? [])].map((group) => ({ id: group, type: 'group' as const })),
  ]
  const sure = reached(
    from,
    known.links.filter(({ settled }) => settled),
  )
  const perhaps = reached(from, known.links)
  const reasonOf = openReasons(known, groups !== null)
  const opens = new Map<string, string | null>()
  const openOf = (groupId: string) => {
    const open = opens.has(groupId) ? opens.get(groupId) : reasonOf(groupId)
    opens.set(groupId, open ?? null)
    return open ?? null
  }

  return ({ type, value }) => {
    switch (type) {
      case 'everyone':
        // Taken to include guests (docs/graph-contract.md#acl-guests).
        return { state: 'yes', path: [name] }
      case 'everyoneExceptGuests':
        if (guest === null)
          return { state: 'unknown', reason: 'Graph did not tell whether the person is a guest.' }
        return guest ? no : { state: 'yes', path: [name] }
      case 'user':
        return value.toLowerCase() === id.toLowerCase() ? { state: 'yes', path: [name] } : no
      case 'group': {
        if (!groups)
          return { state: 'unknown', reason: 'Graph did not tell in which groups of Entra the person is.' }
        const group = groups.get(value.toLowerCase())
        return group === undefined ? no : { state: 'yes', path: [name, group] }
      }
      case 'externalGroup': {
        const way = sure.get(value)
        if (way) return { state: 'yes', path: wordsOf(linksOf(way), person) }
        if (perhaps.has(value))
          return {
            state: 'unknown',
            reason: `Graph has not taken all changes of the external group ${value} yet.`,
          }
        const reason = openOf(value)
        return reason === null ? no : { state: 'unknown', reason }
      }
    }
  }
}

const wordsOf = (way: readonly Link[], { name, groups }: Person) => {
  const [first] = way
  const entra = first?.type === 'group' ? [groups?.get(first.memberId.toLowerCase()) ?? first.memberId] : []
  return [name, ...entra, ...way.map(({ groupId }) => groupId)]
}
