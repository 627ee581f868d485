import { longest } from './limits'
import type { Resolver } from './resolver'

// Without zod, which is as large as all of the workbench: the page looks at the list too.

/** One entry of `urlToItemResolvers` exactly as Graph answers it. The collection's type is abstract. */
export type RawResolver = Record<string, unknown>

export const itemIdResolverType = '#microsoft.graph.externalConnectors.itemIdResolver'

/** What is edited of an entry; null for a kind, or a form, that the console does not know and leaves alone. */
export function resolverOf(raw: RawResolver): Resolver | null {
  const type = raw['@odata.type']
  if (typeof type === 'string' && type.replace(/^#/, '') !== itemIdResolverType.slice(1)) return null
  const { itemId, urlMatchInfo } = raw
  if (typeof urlMatchInfo !== 'object' || urlMatchInfo === null) return null
  const { baseUrls, urlPattern } = urlMatchInfo as RawResolver
  if (!isText(itemId, longest.itemId) || !isText(urlPattern, longest.pattern)) return null
  if (!Array.isArray(baseUrls) || baseUrls.length > longest.bases) return null
  return baseUrls.every((base) => isText(base, longest.base)) ? { baseUrls, urlPattern, itemId } : null
}

const isText = (value: unknown, most: number): value is string =>
  typeof value === 'string' && value.length <= most

export const priorityOf = (raw: RawResolver): number =>
  typeof raw.priority === 'number' ? raw.priority : Number.POSITIVE_INFINITY

/** The entry with what was edited put into it; members that the console does not know stay. */
export function toRaw(raw: RawResolver | undefined, resolver: Resolver, priority: number): RawResolver {
  const { baseUrls, urlPattern, itemId } = resolver
  const info = typeof raw?.urlMatchInfo === 'object' ? raw.urlMatchInfo : {}
  return {
    ...raw,
    '@odata.type': itemIdResolverType,
    priority,
    itemId,
    urlMatchInfo: { ...info, baseUrls: baseUrls.filter((base) => base !== ''), urlPattern },
  }
}

/** The same list, whatever the order of members in its JSON. Priorities count, places in the array do not. */
export function sameList(one: readonly RawResolver[], other: readonly RawResolver[]) {
  const texts = (list: readonly RawResolver[]) => list.map(canonicalJson).toSorted()
  return texts(one).join('\n') === texts(other).join('\n')
}

/** JSON with its members in one order. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  const members = Object.entries(value).filter(([, member]) => member !== undefined)
  const sorted = members.toSorted(([one], [other]) => (one < other ? -1 : 1))
  return `{${sorted.map(([name, member]) => `${JSON.stringify(name)}:${canonicalJson(member)}`).join(',')}}`
}
