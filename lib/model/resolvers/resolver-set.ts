import { z } from 'zod'
import { priorityOf, RawResolver, resolverOf, toRaw } from './graph-resolvers'
import { Resolver } from './resolver'

/** A resolver in the editor. */
export const Entry = z.object({
  /** Names it while it is edited: Graph's resolvers have no id. */
  key: z.string().min(1).max(40),
  /** Its place in the list that was read, null for a new one. */
  from: z.number().int().min(0).max(63).nullable(),
  /** null for an entry of another kind, which is kept as it is. */
  resolver: Resolver.nullable(),
})
export type Entry = z.infer<typeof Entry>

/** What is edited, and the list as it was read when the edit began: the base of every comparison. */
export const ResolverSet = z.object({
  base: z.array(RawResolver).max(64),
  entries: z.array(Entry).max(64),
})
export type ResolverSet = z.infer<typeof ResolverSet>

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
