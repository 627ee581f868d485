import { basesOf } from './bases'
import { maxResolvers } from './limits'
import { isLateEdition, type OpenPoint, openPointsOfBase } from './open-points'
import { patternGroups } from './pattern-groups'
import type { Resolver } from './resolver'
import { fillTemplate, type TemplatePart, templateParts } from './template'

/** A resolver that is ready to be tried. `regex` is null when the pattern does not compile; it matches nothing. */
export interface Compiled {
  bases: readonly string[]
  regex: RegExp | null
  parts: readonly TemplatePart[]
  names: ReadonlySet<string>
  /** What depends on the resolver alone. */
  may: readonly OpenPoint[]
}

export function compile(resolver: Resolver): Compiled {
  const found = patternGroups(resolver.urlPattern).flatMap(({ name }) => (name ? [name] : []))
  const names = new Set(found)
  const parts = templateParts(resolver.itemId)
  const may: OpenPoint[] = []
  if (parts.some((part) => 'placeholder' in part && !names.has(part.placeholder)))
    may.push('unknownPlaceholder')
  if (isLateEdition(resolver.urlPattern, found)) may.push('edition')
  return { bases: basesOf(resolver), regex: regexOf(resolver.urlPattern), parts, names, may }
}

/** No flags: a pattern has no place for them. An empty pattern is one that is not written yet. */
function regexOf(pattern: string) {
  if (pattern === '') return null
  try {
    return new RegExp(pattern)
  } catch {
    return null
  }
}

/** Where a resolver takes a link, or null when it does not match. */
export interface Match {
  itemId: string
  groups: Record<string, string | undefined>
  /** Where the pattern matched in the link. */
  index: number
  length: number
}

export const fitsBase = ({ bases }: Compiled, url: string) => bases.some((base) => url.startsWith(base))

/** One resolver on one link, as Graph documents it: the base as text first, then the pattern anywhere in the link. */
export function matchOne(compiled: Compiled, url: string): Match | null {
  if (!compiled.regex || !fitsBase(compiled, url)) return null
  const found = compiled.regex.exec(url)
  if (!found) return null
  const itemId = fillTemplate(compiled.parts, compiled.names, found.groups)
  const groups: Match['groups'] = { ...found.groups }
  return { itemId, groups, index: found.index, length: found[0].length }
}

export interface Resolution {
  /** Place of the resolver that wins, from 0; null when none matches. */
  by: number | null
  match: Match | null
  /** Why another reading of the documentation may give another answer. */
  may: OpenPoint[]
}

/** The resolvers in the order of their priority; the first match wins (docs/graph-contract.md#resolver-evaluation). */
export function resolveUrl(compiled: readonly Compiled[], url: string): Resolution {
  for (const [by, one] of compiled.entries()) {
    const match = matchOne(one, url)
    if (match) return { by, match, may: mayOf(compiled, url, by, match) }
  }
  return { by: null, match: null, may: mayOf(compiled, url, null, null) }
}

/** The open points that this answer rests on: of the winner, and of those before it that matched only nearly. */
export function mayOf(
  compiled: readonly Compiled[],
  url: string,
  by: number | null,
  match: Match | null,
): OpenPoint[] {
  const points = new Set<OpenPoint>()
  if (compiled.length > maxResolvers) points.add('tooMany')
  if (url.trim() !== url) points.add('space')
  for (const { bases } of by === null ? compiled : compiled.slice(0, by)) {
    for (const base of bases) {
      if (url.startsWith(base)) continue
      for (const point of openPointsOfBase(base, url)) points.add(point)
    }
  }
  const winner = by === null ? undefined : compiled[by]
  if (!winner || !match) return [...points]
  const fitting = winner.bases.filter((base) => url.startsWith(base))
  // One base that fits part by part is enough.
  if (!fitting.some((base) => openPointsOfBase(base, url).length === 0)) points.add('lookAlike')
  for (const point of winner.may) points.add(point)
  const absent = winner.parts.some(
    (part) =>
      'placeholder' in part &&
      winner.names.has(part.placeholder) &&
      match.groups[part.placeholder] === undefined,
  )
  if (absent) points.add('absentGroup')
  if (match.itemId === '') points.add('emptyId')
  return [...points]
}
