import { type LinkParts, linkParts } from './shape'

/** A place in a link that can hold a part of an item id. `before` and `after` stand around it in the same segment. */
export interface Slot {
  at: { segment: number } | { key: string } | 'hash'
  before: string
  after: string
}

/** What stands in a slot of a link; null when the link has no such place. */
export function slotValue(parts: LinkParts, { at, before, after }: Slot): string | null {
  const whole = wholeAt(parts, at)
  if (whole === null || whole.length <= before.length + after.length) return null
  if (!whole.startsWith(before) || !whole.endsWith(after)) return null
  return whole.slice(before.length, whole.length - after.length)
}

function wholeAt({ segments, query, hash }: LinkParts, at: Slot['at']): string | null {
  if (at === 'hash') return hash
  if ('segment' in at) return segments[at.segment] ?? null
  return query.find(({ key }) => key === at.key)?.value ?? null
}

/** The slots of a link that an id may be made of: whole segments and values, and their parts. */
export function slotsOf(parts: LinkParts): Slot[] {
  const places: Slot['at'][] = [
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

/** The slot of a part of a link that was marked by hand; null when it crosses the border of a segment or value. */
export function slotAt(url: string, start: number, end: number): Slot | null {
  const parts = linkParts(url)
  if (!parts || end <= start) return null
  let at = parts.origin.length
  const within = (place: Slot['at'], whole: string, from: number): Slot | null =>
    start >= from && end <= from + whole.length
      ? { at: place, before: whole.slice(0, start - from), after: whole.slice(end - from) }
      : null
  for (const [segment, whole] of parts.segments.entries()) {
    const slot = within({ segment }, whole, at + 1)
    if (slot) return slot
    at += whole.length + 1
  }
  for (const { key, value } of parts.query) {
    at = url.indexOf(key, at) + key.length + 1
    const slot = within({ key }, value, at)
    if (slot) return slot
  }
  return parts.hash === null ? null : within('hash', parts.hash, url.length - parts.hash.length)
}
