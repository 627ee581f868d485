import { priorityOf, type RawResolver, resolverOf, toRaw } from './graph-resolvers'
import type { Resolver } from './resolver'
import type { Entry, ResolverSet } from './resolver-set'

/** The editor's beginning: the list as read, in the order in which it is tried. */
export function openSet(base: RawResolver[]): ResolverSet {
  const order = base
    .map((raw, from) => ({ raw, from }))
    .toSorted((one, other) => priorityOf(one.raw) - priorityOf(other.raw) || one.from - other.from)
  return {
    base,
    entries: order.map(({ raw, from }) => ({ key: `saved-${from}`, from, resolver: resolverOf(raw) })),
  }
}

export const resolversOf = (entries: readonly Entry[]): Resolver[] =>
  entries.flatMap(({ resolver }) => (resolver ? [resolver] : []))

/** The complete list to send: ours renumbered from 1, those of other kinds untouched with the number they have. */
export function toList({ base, entries }: ResolverSet): RawResolver[] {
  const kept = entries.flatMap(({ from, resolver }) => (resolver || from === null ? [] : [base[from] ?? {}]))
  const taken = new Set(kept.map(priorityOf))
  let next = 0
  return entries.flatMap(({ from, resolver }) => {
    const raw = from === null ? undefined : base[from]
    if (!resolver) return raw ? [raw] : []
    do next += 1
    while (taken.has(next))
    return [toRaw(raw, resolver, next)]
  })
}
