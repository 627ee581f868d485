import { canonicalJson, priorityOf, resolverOf } from './graph-resolvers'
import type { Resolver } from './resolver'
import type { Entry, ResolverSet } from './resolver-set'

export type SetChange =
  | { kind: 'added'; place: number; resolver: Resolver }
  | { kind: 'changed'; place: number; before: Resolver; resolver: Resolver }
  | { kind: 'moved'; place: number; was: number; resolver: Resolver }
  | { kind: 'removed'; was: number; resolver: Resolver | null }

/** What a save would do to the list that was read. Places count from 1, as priorities do. */
export function setChanges({ base, entries }: ResolverSet): SetChange[] {
  const order = orderOf(base)
  const kept = entries.flatMap(({ from }) => (from === null ? [] : [from]))
  const stayed = longestRun(kept.map((from) => order.indexOf(from)))
  const changes: SetChange[] = entries.flatMap(({ from, resolver }, at): SetChange[] => {
    if (!resolver) return []
    const raw = from === null ? undefined : base[from]
    const before = raw ? resolverOf(raw) : null
    const place = at + 1
    if (!before || from === null) return [{ kind: 'added', place, resolver }]
    const was = order.indexOf(from)
    const found: SetChange[] = []
    if (!sameResolver(before, resolver)) found.push({ kind: 'changed', place, before, resolver })
    if (!stayed.has(was)) found.push({ kind: 'moved', place, was: was + 1, resolver })
    return found
  })
  const removed = order.filter((from) => !kept.includes(from))
  return [
    ...changes,
    ...removed.map((from): SetChange => {
      const raw = base[from]
      return { kind: 'removed', was: order.indexOf(from) + 1, resolver: raw ? resolverOf(raw) : null }
    }),
  ]
}

export const sameResolver = (one: Resolver | null, other: Resolver | null) =>
  canonicalJson(one) === canonicalJson(other)

/** The place an entry had in the list that was read, from 1; null for a new one. */
export function placeBefore({ base }: ResolverSet, { from }: Entry): number | null {
  return from === null ? null : orderOf(base).indexOf(from) + 1
}

/** Where the resolvers stand in the list that was read, by their priority. */
const orderOf = (base: ResolverSet['base']) =>
  base
    .map((raw, from) => ({ raw, from }))
    .toSorted((one, other) => priorityOf(one.raw) - priorityOf(other.raw) || one.from - other.from)
    .map(({ from }) => from)

/** Entries that are not reported as moved: the longest sequence that is still in order. */
function longestRun(places: readonly number[]): ReadonlySet<number> {
  const best: number[][] = places.map((place) => [place])
  for (const [at, place] of places.entries())
    for (let before = 0; before < at; before++) {
      const run = best[before] ?? []
      if ((run.at(-1) ?? place) < place && run.length >= (best[at]?.length ?? 0)) best[at] = [...run, place]
    }
  return new Set(best.reduce((one, other) => (other.length > one.length ? other : one), []))
}

/** An entry as Graph has it; null for a new one. */
export function savedResolver({ base }: ResolverSet, { from }: Entry): Resolver | null {
  const raw = from === null ? undefined : base[from]
  return raw ? resolverOf(raw) : null
}
