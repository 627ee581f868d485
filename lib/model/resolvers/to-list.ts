import { priorityOf, type RawResolver, toRaw } from './graph-resolvers'
import type { ResolverSet } from './resolver-set'

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
