/** What a link consists of. */
export interface LinkParts {
  origin: string
  segments: string[]
  query: { key: string; value: string }[]
  hash: string | null
}

/** Splits a link as text: nothing is decoded or made lower case, because a pattern sees it as it is written. */
export function linkParts(url: string): LinkParts | null {
  const found = /^(https?:\/\/[^/?#]+)([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/is.exec(url)
  if (!found) return null
  const [, origin = '', path = '', query, hash] = found
  return {
    origin,
    segments: path.split('/').slice(1),
    query: (query ?? '').split('&').flatMap((pair) => {
      if (pair === '') return []
      const at = pair.indexOf('=')
      return [at < 0 ? { key: pair, value: '' } : { key: pair.slice(0, at), value: pair.slice(at + 1) }]
    }),
    hash: hash ?? null,
  }
}

export const gap = '…'

/** A link with what tells one item from another left out: `help.contoso.com/tickets/…?reopen=…`. */
export function shapeOf(url: string): string {
  const parts = linkParts(url)
  if (!parts) return gap
  const query = parts.query.map(({ key, value }) => `${key}${value === '' ? '' : `=${gap}`}`)
  return [
    parts.origin.replace(/^https:\/\//i, ''),
    ...parts.segments.map((segment) => `/${segmentShape(segment)}`),
    query.length > 0 ? `?${query.join('&')}` : '',
    parts.hash === null ? '' : `#${gap}`,
  ].join('')
}

/** Words stay, with their ending if they have one; whatever holds digits, dashes or codes is a gap. */
function segmentShape(segment: string) {
  if (segment === '' || /^[A-Za-z]{1,24}(\.[A-Za-z]{2,5})?$/.test(segment)) return segment
  return `${gap}${/\.[A-Za-z]{2,5}$/.exec(segment)?.[0] ?? ''}`
}

const variants = 4

/**
 * Shapes that differ in one word only, and in many of them, are one shape with a gap there. Answers for each shape
 * the one it is counted under.
 */
export function joinShapes(shapes: readonly string[]): Map<string, string> {
  let joined = new Map(shapes.map((shape) => [shape, shape]))
  const deepest = Math.max(0, ...shapes.map((shape) => shape.split('/').length))
  for (let place = 1; place < deepest; place++) {
    const without = (shape: string) => {
      const [path = '', tail = ''] = shape.split(/(?=[?#])/s, 2)
      const segments = path.split('/')
      const segment = segments[place]
      if (segment === undefined || segment === '') return null
      segments[place] = `${gap}${/\.[A-Za-z]{2,5}$/.exec(segment)?.[0] ?? ''}`
      return `${segments.join('/')}${tail}`
    }
    const current = [...new Set(joined.values())]
    const families = new Map<string, string[]>()
    for (const shape of current) {
      const family = without(shape)
      if (family !== null) families.set(family, [...(families.get(family) ?? []), shape])
    }
    const moved = new Map<string, string>()
    for (const [family, members] of families)
      if (members.length >= variants) for (const member of members) moved.set(member, family)
    joined = new Map([...joined].map(([shape, now]) => [shape, moved.get(now) ?? now]))
  }
  return joined
}
