import { compile, matchOne } from './evaluate'
import type { Resolver } from './resolver'
import { type LinkParts, linkParts } from './shape'
import { type Slot, samePlace, slotsOf, slotValue, wholeAt } from './slots'
import { writeResolver } from './write-resolver'

/** A link whose item is known. */
export interface Example {
  url: string
  itemId: string
}

/** A resolver for links whose item ids are known; null when the ids are not made of what is in the links. */
export function fromExamples(examples: readonly Example[]): Resolver | null {
  const parsed = examples.flatMap(({ url, itemId }) => {
    const parts = linkParts(url)
    return parts ? [{ parts, itemId, url }] : []
  })
  const [first] = parsed
  if (!first || parsed.length < examples.length) return null
  for (const pieces of readings(first.itemId, first.parts)) {
    const filled = (parts: LinkParts) =>
      pieces.map((piece) => (typeof piece === 'string' ? piece : (slotValue(parts, piece) ?? '\0'))).join('')
    if (!parsed.every(({ parts, itemId }) => filled(parts) === itemId)) continue
    const resolver = built(
      parsed.map(({ parts }) => parts),
      pieces,
    )
    if (resolver && examples.every((one) => leadsHome(resolver, one))) return resolver
  }
  return null
}

function leadsHome(resolver: Resolver, { url, itemId }: Example) {
  return matchOne(compile(resolver), url)?.itemId === itemId
}

type Piece = string | Slot
const mostReadings = 400

/** The ways to read an id as fixed text and parts of its link, those with the least fixed text first. */
function readings(itemId: string, parts: LinkParts): Piece[][] {
  const slots = slotsOf(parts)
    .map((slot) => ({ slot, value: slotValue(parts, slot) ?? '' }))
    .filter(({ value }) => value !== '')
    .toSorted((one, other) => other.value.length - one.value.length)
  const found: Piece[][] = []
  const read = (rest: string, pieces: Piece[], used: number) => {
    if (found.length >= mostReadings) return
    if (rest === '') {
      if (used > 0) found.push(pieces)
      return
    }
    if (used < 4)
      for (const { slot, value } of slots)
        if (rest.startsWith(value)) read(rest.slice(value.length), [...pieces, slot], used + 1)
    const last = pieces.at(-1)
    const text = rest.slice(0, 1)
    const next = typeof last === 'string' ? [...pieces.slice(0, -1), last + text] : [...pieces, text]
    read(rest.slice(1), next, used)
  }
  read(itemId.slice(0, 128), [], 0)
  const fixed = (pieces: Piece[]) =>
    pieces.map((piece) => (typeof piece === 'string' ? piece : '')).join('').length
  return found.toSorted((one, other) => fixed(one) - fixed(other) || one.length - other.length)
}

/** Each place of a link gives one part of the id at most: two in a row could be cut in many ways. */
function built(links: readonly LinkParts[], pieces: readonly Piece[]): Resolver | null {
  const slots = pieces.filter((piece) => typeof piece !== 'string')
  if (slots.some(({ at }, place) => slots.findIndex((other) => samePlace(other.at, at)) < place)) return null
  const samples = links.map((parts) => ({
    parts,
    spans: slots.map(({ at, before, after }) => ({
      at,
      start: before.length,
      end: (wholeAt(parts, at)?.length ?? 0) - after.length,
    })),
  }))
  let next = 0
  return writeResolver(
    samples,
    pieces.map((piece) => (typeof piece === 'string' ? piece : next++)),
  )
}
