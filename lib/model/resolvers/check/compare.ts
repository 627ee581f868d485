import { compile, matchOne } from '../evaluate'
import type { Resolver } from '../resolver'
import { LinkChecker } from './check-links'
import type { Compared } from './compared'
import type { Beat, Stops } from './protocol'

/** Compares on links. A link that a pattern was stopped on is left out. */
export function compareOn(
  links: readonly { url: string }[],
  {
    resolvers,
    place,
    changed,
    stops,
  }: { resolvers: Resolver[]; place: number; changed: Resolver; stops: Stops },
  tell: (beat: Beat) => void,
): Compared {
  const checker = new LinkChecker(resolvers, 'compare', { stops, careful: null }, tell)
  const after = compile(changed)
  const counted = { same: 0, other: 0 }
  for (const [at, { url }] of links.entries()) {
    const { by, match } = checker.try(url, at)
    if (by === place && match) counted[matchOne(after, url)?.itemId === match.itemId ? 'same' : 'other'] += 1
  }
  return counted
}
