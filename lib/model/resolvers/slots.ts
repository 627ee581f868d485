import { type LinkParts, linkParts } from './shape'

/** A place in a link: a segment of its path, the value of a query key, or the fragment. */
export type Place = { segment: number } | { key: string } | 'hash'

/** A place in a link that can hold a part of an item id. `before` and `after` stand around it in the same segment. */
export interface Slot {
  at: Place
  before: string
  after: string
}

/** The value in a slot of a link; null when the link has no such slot. */
export function slotValue(parts: LinkParts, { at, before, after }: Slot): string | null {
  const whole = wholeAt(parts, at)
  if (whole === null || whole.length <= before.length + after.length) return null
  if (!whole.startsWith(before) || !whole.endsWith(after)) return null
  return whole.slice(before.length, whole.length - after.length)
}

export function wholeAt({ segments, query, hash }: LinkParts, at: Place): string | null {
  if (at === 'hash') return hash
  if ('segment' in at) return segments[at.segment] ?? null
  return query.find(({ key }) => key === at.key)?.value ?? null
}

/** The slots of a link that an id may be made of: whole segments and values, and their parts. */
export function slotsOf(parts: LinkParts): Slot[] {
  const places: Place[] = [
    ...parts.segments.map((_, segment) => ({ segment })),
    ...parts.query.map(({ key }) => ({ key })),
    ...(parts.hash === null ? [] : (['hash'] as const)),
  ]
  return places.flatMap((at) => {
    const whole = wholeAt(parts, at) ?? ''
    const pieces = [...whole.matchAll(/[A-Za-z]+|[0-9]+|[A-Za-z0-9]+|[A-Za-z0-9_-]+|[^.]+(?=\.)/g)]
    const digits = [
      ...whole.matchAll(/[0-9]+/g),
      ...whole.matchAll(/[A-Za-z0-9]+/g),
      ...whole.matchAll(/[A-Za-z0-9_-]+/g),
    ]
    const cuts = [...pieces, ...digits].map(({ index, 0: text }) => `${index},${index + text.length}`)
    return [...new Set([`0,${whole.length}`, ...cuts])].map((cut) => {
      const [from = 0, to = 0] = cut.split(',').map(Number)
      return { at, before: whole.slice(0, from), after: whole.slice(to) }
    })
  })
}

/** The places of a link with what stands there, and at which character that begins. */
export function placesOf(url: string): { at: Place; whole: string; from: number }[] {
  const parts = linkParts(url)
  if (!parts) return []
  const found: ReturnType<typeof placesOf> = []
  let end = parts.origin.length
  for (const [segment, whole] of parts.segments.entries()) {
    found.push({ at: { segment }, whole, from: end + 1 })
    end += 1 + whole.length
  }
  if (url[end] === '?') {
    const query = url.slice(end + 1).split('#', 1)[0] ?? ''
    for (const pair of query.split('&')) {
      const [key = ''] = pair.split('=', 1)
      const from = Math.min(key.length + 1, pair.length)
      if (pair !== '') found.push({ at: { key }, whole: pair.slice(from), from: end + 1 + from })
      end += 1 + pair.length
    }
  }
  if (parts.hash !== null) found.push({ at: 'hash', whole: parts.hash, from: url.length - parts.hash.length })
  return found
}

/** The slot of a part of a link that was marked by hand; null when it crosses the boundary of a segment or value. */
export function slotAt(url: string, start: number, end: number): Slot | null {
  if (end <= start) return null
  const place = placesOf(url).find(({ whole, from }) => start >= from && end <= from + whole.length)
  if (!place) return null
  const { at, whole, from } = place
  return { at, before: whole.slice(0, start - from), after: whole.slice(end - from) }
}

export const samePlace = (one: Place, other: Place) => JSON.stringify(one) === JSON.stringify(other)
