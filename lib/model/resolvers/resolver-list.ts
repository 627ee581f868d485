import { priorityOf, type RawResolver, resolverOf } from './graph-resolvers'
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
