import { basesOf } from '../bases'
import { compile, matchOne } from '../evaluate'
import { maxResolvers } from '../limits'
import type { Resolver } from '../resolver'
import { sampleLinks } from '../samples'
import type { Finding } from './finding'

/** What concerns the resolvers together. */
export function setRules(resolvers: readonly Resolver[]): Finding[] {
  return [...shadowed(resolvers), ...tooMany(resolvers)]
}

function tooMany(resolvers: readonly Resolver[]): Finding[] {
  return resolvers.slice(maxResolvers).map((_, more) => ({
    rule: 'tooMany',
    severity: 'error',
    resolver: maxResolvers + more,
    field: 'urlPattern',
    message: `A connection has at most ${maxResolvers} resolvers.`,
    fix: { label: 'Remove', remove: true },
  }))
}

/**
 * A resolver whose every link an earlier one matches. Whether one pattern contains another cannot be told in
 * general, so links are made from the later pattern; the coverage of real links stands beside it.
 */
function shadowed(resolvers: readonly Resolver[]): Finding[] {
  const compiled = resolvers.map(compile)
  return resolvers.flatMap((resolver, place): Finding[] => {
    if (place === 0 || !compiled[place]?.regex) return []
    const links = sampleLinks(resolver.urlPattern, basesOf(resolver))
    if (links.length < 8) return []
    const by = compiled.slice(0, place).findIndex((one) => links.every((link) => matchOne(one, link)))
    if (by < 0) return []
    const message = `Resolver ${by + 1} matches every one of ${links.length} links made from this pattern.`
    return [
      {
        rule: 'shadowed',
        severity: 'warning',
        resolver: place,
        field: 'urlPattern',
        message,
        fix: { label: 'Remove', remove: true },
      },
    ]
  })
}
