import { canonicalJson, priorityOf, type RawResolver, resolverOf } from './graph-resolvers'
import type { Resolver } from './resolver'
import { openSet } from './resolver-list'
import type { Entry, ResolverSet } from './resolver-set'
import { sameResolver } from './set-changes'

/** A resolver that both sides changed, and differently. `null` says that the side removed it. */
export interface Clash {
  key: string
  base: Resolver | null
  mine: Resolver | null
  theirs: Resolver | null
}

export interface Merged {
  /** The draft on top of what Graph has now: it has the changes of both sides; where they conflict, the draft wins. */
  set: ResolverSet
  clashes: Clash[]
  /** What the other side did, to be told. */
  added: Resolver[]
  changed: Resolver[]
  removed: Resolver[]
}

/**
 * Puts a draft on top of a list that changed meanwhile. What only one side touched is kept as that side has it, so
 * that nobody's resolver is lost; what both touched is a clash for the admin to decide.
 */
export function mergeSets(mine: ResolverSet, theirs: RawResolver[]): Merged {
  const now = openSet(theirs)
  const twins = matchLists(mine.base, theirs)
  const clashes: Clash[] = []
  const changed: Resolver[] = []
  const removed: Resolver[] = []
  const mineByFrom = new Map(mine.entries.map((entry) => [entry.from, entry]))

  const entries: Entry[] = mine.entries.flatMap((entry): Entry[] => {
    if (entry.from === null) return [entry]
    const before = resolverAt(mine.base, entry.from)
    const twin = twins.get(entry.from)
    const touched = !sameResolver(before, entry.resolver)
    if (twin === undefined) {
      // Removed by them: gone, unless it was changed here.
      if (before) removed.push(before)
      if (!touched) return []
      clashes.push({ key: entry.key, base: before, mine: entry.resolver, theirs: null })
      return [{ ...entry, from: null }]
    }
    const other = resolverAt(theirs, twin)
    const theirsTouched = !sameResolver(before, other)
    if (theirsTouched && other) changed.push(other)
    if (touched && theirsTouched && !sameResolver(entry.resolver, other))
      clashes.push({ key: entry.key, base: before, mine: entry.resolver, theirs: other })
    return [{ ...entry, from: twin, resolver: touched ? entry.resolver : other }]
  })

  // Removed here: stays removed, unless they changed it meanwhile.
  for (const [from, twin] of twins) {
    if (mineByFrom.has(from)) continue
    const [before, other] = [resolverAt(mine.base, from), resolverAt(theirs, twin)]
    if (sameResolver(before, other)) continue
    const key = `theirs-${twin}`
    clashes.push({ key, base: before, mine: null, theirs: other })
    entries.push({ key, from: twin, resolver: other })
  }

  const known = new Set(twins.values())
  const added = now.entries.filter(({ from }) => from !== null && !known.has(from))
  for (const entry of added) {
    const at = now.entries.indexOf(entry)
    entries.splice(Math.min(at, entries.length), 0, { ...entry, key: `theirs-${entry.from}` })
  }
  return {
    set: { base: theirs, entries: reordered(entries, mine, now, twins) },
    clashes,
    added: added.flatMap(({ resolver }) => (resolver ? [resolver] : [])),
    changed,
    removed,
  }
}

/** The order of whoever changed it: theirs while this draft has left the order as it was. */
function reordered(entries: Entry[], mine: ResolverSet, now: ResolverSet, twins: Map<number, number>) {
  const before = openSet(mine.base).entries.map(({ from }) => from)
  const kept = mine.entries.flatMap(({ from }) => (from === null ? [] : [from]))
  const moved = kept.join() !== before.filter((from) => from !== null && kept.includes(from)).join()
  if (moved || twins.size === 0) return entries
  const rank = new Map(now.entries.map(({ from }, at) => [from, at]))
  const placed = entries
    .filter(({ from }) => from !== null)
    .toSorted((one, other) => (rank.get(one.from) ?? 0) - (rank.get(other.from) ?? 0))
  return entries.map((entry) => (entry.from === null ? entry : (placed.shift() ?? entry)))
}

const resolverAt = (list: readonly RawResolver[], place: number) => {
  const raw = list[place]
  return raw ? resolverOf(raw) : null
}

/**
 * Which entry of one list is which of the other. Without ids only likeness tells: first the same content, then the
 * same pattern, the same id under the same base, and last the same priority with a base in common.
 */
export function matchLists(one: readonly RawResolver[], other: readonly RawResolver[]): Map<number, number> {
  const pairs = new Map<number, number>()
  const taken = new Set<number>()
  for (const likeness of [content, pattern, target, place]) {
    for (const [at, raw] of one.entries()) {
      if (pairs.has(at)) continue
      const text = likeness(raw)
      const twin = other.findIndex(
        (candidate, to) => !taken.has(to) && text !== null && likeness(candidate) === text,
      )
      if (twin < 0) continue
      pairs.set(at, twin)
      taken.add(twin)
    }
  }
  return pairs
}

type Likeness = (raw: RawResolver) => string | null

const content: Likeness = ({ priority: _, ...rest }) => canonicalJson(rest)
const pattern: Likeness = (raw) => resolverOf(raw)?.urlPattern ?? null
const target: Likeness = (raw) => {
  const resolver = resolverOf(raw)
  return resolver && canonicalJson([resolver.itemId, resolver.baseUrls])
}
const place: Likeness = (raw) => {
  const base = resolverOf(raw)?.baseUrls[0]
  return base === undefined ? null : canonicalJson([priorityOf(raw), base])
}
