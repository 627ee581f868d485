import { compile, matchOne } from './evaluate'
import type { Resolver } from './resolver'
import { type LinkParts, linkParts } from './shape'
import { type Slot, slotAt, slotsOf, slotValue } from './slots'

/** A link whose item is known. */
export interface Example {
  url: string
  itemId: string
}

/** A link with the parts marked that make up the id. */
export interface MarkedLink {
  url: string
  marks: { start: number; end: number }[]
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

/** A resolver for links in which the id was marked; `prefix` is what the item ids begin with. */
export function fromMarks(links: readonly MarkedLink[], prefix = ''): Resolver | null {
  const [first] = links
  const slots = first?.marks.map(({ start, end }) => slotAt(first.url, start, end)) ?? []
  const parsed = links.flatMap(({ url }) => linkParts(url) ?? [])
  const known = slots.flatMap((slot) => (slot ? [slot] : []))
  if (known.length === 0 || known.length < slots.length || parsed.length < links.length) return null
  const common = known.map((slot, place) => {
    const others = links.map(({ url, marks }) => {
      const mark = marks[place]
      return mark ? slotAt(url, mark.start, mark.end) : null
    })
    return {
      ...slot,
      before: shared(others, 'before', slot.before),
      after: shared(others, 'after', slot.after),
    }
  })
  const pieces = common.flatMap((slot, place) => (place === 0 ? [slot] : ['_', slot]))
  return built(parsed, prefix === '' ? pieces : [prefix, ...pieces])
}

const shared = (slots: readonly (Slot | null)[], side: 'before' | 'after', own: string) =>
  slots.every((slot) => slot === null || slot[side] === own) ? own : ''

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

/** Writes base, pattern and template for links of one form. */
function built(links: readonly LinkParts[], pieces: readonly Piece[]): Resolver | null {
  const [first] = links
  if (!first || !/^https:/i.test(first.origin)) return null
  const slots = pieces.filter((piece) => typeof piece !== 'string')
  const names = namesOf(first, slots)
  const group = (slot: Slot) => {
    const values = links.map((parts) => slotValue(parts, slot) ?? '')
    return `${escaped(slot.before)}(?<${names.get(slot)}>${classOf(values)})${escaped(slot.after)}`
  }
  const inPath = (segment: number) =>
    slots.filter(({ at }) => typeof at === 'object' && 'segment' in at && at.segment === segment)
  const lastInPath = Math.max(
    -1,
    ...first.segments.map((_, place) => (inPath(place).length > 0 ? place : -1)),
  )
  const inQuery = slots.filter(({ at }) => typeof at === 'object' && 'key' in at)
  const steps =
    inQuery.length > 0 || slots.some(({ at }) => at === 'hash') ? first.segments.length : lastInPath + 1
  let pattern = ''
  for (let place = 0; place < steps; place++) {
    const values = new Set(links.map(({ segments }) => segments[place]))
    const [slot, twice] = inPath(place)
    if (twice) return null
    const [only = ''] = values
    pattern += `/${slot ? group(slot) : values.size === 1 ? escaped(only) : '[^/?#]+'}`
  }
  for (const [place, slot] of inQuery.entries()) {
    const key = typeof slot.at === 'object' && 'key' in slot.at ? slot.at.key : ''
    pattern += `${place === 0 ? '\\?(?:[^#]*&)?' : '(?:&[^#]*)?&'}${escaped(key)}=${group(slot)}`
  }
  const hash = slots.find(({ at }) => at === 'hash')
  if (hash) pattern += `(?:\\?[^#]*)?#${group(hash)}$`
  else pattern += inQuery.length > 0 ? '(?:[&#]|$)' : '(?:[/?#]|$)'
  const itemId = pieces.map((piece) => (typeof piece === 'string' ? piece : `{${names.get(piece)}}`)).join('')
  const baseUrls = [...new Set(links.map(({ origin }) => `${origin}/`))]
  return { baseUrls, urlPattern: pattern, itemId }
}

const escaped = (text: string) => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')

function classOf(values: readonly string[]) {
  const all = (pattern: RegExp) => values.every((value) => pattern.test(value))
  if (all(/^[0-9]+$/)) return '[0-9]+'
  if (all(/^[A-Za-z0-9]+$/)) return '[A-Za-z0-9]+'
  if (all(/^[A-Za-z0-9_-]+$/)) return '[A-Za-z0-9_-]+'
  return '[^/?#&]+'
}

/** A name that says what a group is: its query key, else the word before it in the path. */
function namesOf({ segments }: LinkParts, slots: readonly Slot[]) {
  const names = new Map<Slot, string>()
  const used = new Set<string>()
  for (const slot of slots) {
    const { at } = slot
    const raw =
      at === 'hash' ? 'part' : 'key' in at ? at.key : (segments.slice(0, at.segment).findLast(isWord) ?? 'id')
    const word = raw
      .toLowerCase()
      .replace(/[^a-z0-9]/g, '')
      .replace(/^[0-9]+/, '')
    const name = word.length > 2 ? word.replace(/s$/, '') : 'id'
    let free = name
    for (let number = 2; used.has(free); number++) free = `${name}${number}`
    used.add(free)
    names.set(slot, free)
  }
  return names
}

const isWord = (segment: string) => /^[A-Za-z]{3,}$/.test(segment)
