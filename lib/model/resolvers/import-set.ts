import { toRaw } from './graph-resolvers'
import { matchLists } from './merge'
import type { Resolver } from './resolver'
import type { Entry, ResolverSet } from './resolver-set'
import type { TestCase } from './test-case'

/**
 * The draft with imported resolvers in place of its own. Those that Graph has are recognized, so that the changes tell
 * what a save would do; entries of other kinds stay where they are.
 */
export function importSet({ base, entries }: ResolverSet, resolvers: readonly Resolver[]): ResolverSet {
  const raws = resolvers.map((resolver, at) => toRaw(undefined, resolver, at + 1))
  const twins = new Map([...matchLists(base, raws)].map(([from, at]) => [at, from]))
  const imported = resolvers.map(
    (resolver, at): Entry => ({ key: `imported-${at}`, from: twins.get(at) ?? null, resolver }),
  )
  for (const [at, entry] of entries.entries()) if (!entry.resolver) imported.splice(at, 0, entry)
  return { base, entries: imported }
}

/** The test cases of a file that are not kept like that already: new ones, and links with another expectation. */
export function importTests(kept: readonly TestCase[], imported: readonly TestCase[]) {
  const before = new Map(kept.map(({ url, expected }) => [url, expected]))
  return {
    added: imported.filter(({ url }) => !before.has(url)),
    changed: imported.filter(({ url, expected }) => before.has(url) && before.get(url) !== expected),
  }
}
