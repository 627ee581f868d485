import type { Resolver } from '../resolver'
import { baseRules } from './base-rules'
import type { Finding, Found } from './finding'
import { itemIdRules } from './item-id-rules'
import { patternRules } from './pattern-rules'
import { setRules } from './set-rules'

/** One resolver by itself: quick, and without running its pattern on any link. */
const lintResolver = (resolver: Resolver): Found[] => [
  ...baseRules(resolver),
  ...patternRules(resolver),
  ...itemIdRules(resolver),
]

export const lintEach = (resolvers: readonly Resolver[]): Finding[] =>
  resolvers.flatMap((one, resolver) => lintResolver(one).map((found) => ({ ...found, resolver })))

/** All that is known without links. Runs patterns on links made from them: for the worker. */
export function lintResolvers(resolvers: readonly Resolver[]): Finding[] {
  return [...lintEach(resolvers), ...setRules(resolvers)].toSorted(
    (one, other) => one.resolver - other.resolver,
  )
}
