/**
 * What no page of Microsoft says about resolvers (docs/graph-contract.md#resolver-open). Where an answer depends on one, the
 * workbench says "may".
 */
export const openPoints = {
  lookAlike: 'The base ends inside a host or a path segment of the link: it fits as text, not part by part.',
  baseCase: 'The base fits but for its letter case, which Graph may or may not compare.',
  defaultPort: 'The base fits once the default port 443 is written out or left out.',
  space: 'There is white space around the link, which Graph may trim.',
  absentGroup: 'A group of the id captures nothing: Graph may take it as empty or as no match.',
  emptyId: 'The id is empty, which Graph may take as no match.',
  unknownPlaceholder: 'The id names no group in these braces: they may stay as they are, or be left out.',
  tie: 'Two resolvers have the same priority: which is tried first is not said.',
  tooMany: 'There are more than eight resolvers: which of them count is not said.',
  edition: 'The pattern uses a construct of a late edition of ECMA-262, which Graph may not know.',
} as const
export type OpenPoint = keyof typeof openPoints

/** How a base and a link relate, when the plain reading may not be the only one. */
export function openPointsOfBase(base: string, url: string): OpenPoint[] {
  if (url.startsWith(base)) return endsInside(base, url) ? ['lookAlike'] : []
  const trimmed = url.trim()
  if (trimmed !== url && trimmed.startsWith(base)) return ['space']
  if (url.toLowerCase().startsWith(base.toLowerCase())) return ['baseCase']
  if (withoutPort(url).startsWith(withoutPort(base))) return ['defaultPort']
  return []
}

/** `https://contoso.com` is also how `https://contoso.com.evil.example` begins; a base that ends with `/` is not. */
function endsInside(base: string, url: string) {
  const next = url[base.length]
  return !/[/?#]$/.test(base) && next !== undefined && !'/?#'.includes(next)
}

const withoutPort = (url: string) => url.replace(/^(https:\/\/[^/?#]*?):443(?=[/?#]|$)/, '$1')

/** Modifiers such as `(?i:` and two groups of one name came with the edition of 2025. */
export const isLateEdition = (pattern: string, names: readonly string[]) =>
  /\(\?[ims]*(-[ims]+)?:/.test(pattern.replaceAll('(?:', '').replace(/\\./g, '')) ||
  new Set(names).size < names.length
