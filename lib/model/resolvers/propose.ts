import { allowCase } from './any-case'
import { type Example, fromExamples } from './by-example'
import { compile, matchOne, resolveUrl } from './evaluate'
import type { Resolver } from './resolver'

/** What would make a group of links lead to their own items. */
export type Proposal =
  | { label: string; kind: 'change'; place: number; resolver: Resolver }
  /** `place` is where the new resolver has to stand, before one that would win instead. */
  | { label: string; kind: 'add'; place: number; resolver: Resolver }

/** Proposes for links of one shape; each proposal was tried on all of them. */
export function proposeFor(resolvers: readonly Resolver[], examples: readonly Example[]): Proposal | null {
  return anyCase(resolvers, examples) ?? newResolver(resolvers, examples)
}

function anyCase(resolvers: readonly Resolver[], examples: readonly Example[]): Proposal | null {
  const urls = examples.map(({ url }) => url)
  for (const [place, resolver] of resolvers.entries()) {
    const compiled = compile(resolver)
    if (!compiled.regex || urls.some((url) => matchOne(compiled, url))) continue
    if (!urls.every((url) => compiled.bases.some((base) => url.startsWith(base)))) continue
    const urlPattern = allowCase(resolver.urlPattern, urls)
    if (!urlPattern) continue
    const changed = { ...resolver, urlPattern }
    if (allLeadHome(resolvers.with(place, changed), examples))
      return { label: 'Allow any case', kind: 'change', place, resolver: changed }
  }
  return null
}

function newResolver(resolvers: readonly Resolver[], examples: readonly Example[]): Proposal | null {
  const resolver = fromExamples(examples)
  if (!resolver) return null
  const compiled = resolvers.map(compile)
  const winners = examples.flatMap(({ url }) => resolveUrl(compiled, url).by ?? [])
  const place = winners.length > 0 ? Math.min(...winners) : resolvers.length
  if (!allLeadHome(resolvers.toSpliced(place, 0, resolver), examples)) return null
  const label = winners.length > 0 ? 'Add the group to the id' : 'Propose a resolver'
  return { label, kind: 'add', place, resolver }
}

function allLeadHome(resolvers: readonly Resolver[], examples: readonly Example[]) {
  const compiled = resolvers.map(compile)
  return examples.every(({ url, itemId }) => resolveUrl(compiled, url).match?.itemId === itemId)
}
