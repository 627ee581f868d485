import type { Resolver } from './resolver'
import type { LinkParts } from './shape'
import { type Place, samePlace, wholeAt } from './slots'

/** A part of a link that becomes a group: from where to where in what stands at a place. */
interface Span {
  at: Place
  start: number
  end: number
}

/** A link, and its parts that an id is made of, from left to right. */
export interface Sample {
  parts: LinkParts
  spans: readonly Span[]
}

/** Of an id: fixed text, or the number of a span. */
export type IdPiece = string | number

/** Characters that end a place of a link, for a class that must not leave it. */
const borders = { path: '/?#', query: '&#', hash: '\\s' }

/**
 * Writes base, pattern and template for links of one form: the spans of each sample stand at the same places. Null
 * when the links are not https.
 */
export function writeResolver(samples: readonly Sample[], pieces: readonly IdPiece[]): Resolver | null {
  const [first] = samples
  if (!first || !samples.every(({ parts }) => /^https:/i.test(parts.origin))) return null
  const names = namesOf(first)
  const has = (at: Place) => first.spans.some((span) => samePlace(span.at, at))
  const keys = [...new Set(first.parts.query.map(({ key }) => key).filter((key) => has({ key })))]
  const behindPath = keys.length > 0 || has('hash')
  let pattern = pathOf(samples, names, behindPath)
  for (const [place, key] of keys.entries()) {
    const start = place === 0 ? '\\?(?:[^#]*&)?' : '(?:&[^#]*)?&'
    pattern += `${start}${escaped(key)}=${written(samples, { key }, names, borders.query)}`
  }
  if (has('hash')) pattern += `(?:\\?[^#]*)?#${written(samples, 'hash', names, borders.hash)}$`
  else pattern += keys.length > 0 ? '(?:[&#]|$)' : '(?:[/?#]|$)'
  const itemId = pieces.map((piece) => (typeof piece === 'string' ? piece : `{${names[piece]}}`)).join('')
  return {
    baseUrls: [...new Set(samples.map(({ parts }) => `${parts.origin}/`))],
    urlPattern: pattern,
    itemId,
  }
}

/** The path as far as it tells: to its last group, or all of it when groups follow behind. */
function pathOf(samples: readonly Sample[], names: readonly string[], whole: boolean) {
  const [first] = samples
  const groups = first?.spans.flatMap(({ at }) => (at !== 'hash' && 'segment' in at ? at.segment : [])) ?? []
  const lengths = samples.map(({ parts }) => parts.segments.length)
  const steps = whole ? Math.min(...lengths) : Math.max(-1, ...groups) + 1
  let pattern = ''
  for (let segment = 0; segment < steps; segment++) {
    const [only = '', ...others] = new Set(samples.map(({ parts }) => parts.segments[segment]))
    if (groups.includes(segment)) pattern += `/${written(samples, { segment }, names, borders.path)}`
    else pattern += `/${others.length === 0 ? escaped(only) : '[^/?#]+'}`
  }
  return whole && Math.max(...lengths) > steps ? `${pattern}[^?#]*` : pattern
}

/** What stands at one place of all samples: its groups, and around them what is the same in all, or a gap. */
function written(samples: readonly Sample[], at: Place, names: readonly string[], border: string) {
  const numbers = (samples[0]?.spans ?? []).flatMap((span, number) => (samePlace(span.at, at) ? number : []))
  const wholes = samples.map(({ parts }) => wholeAt(parts, at) ?? '')
  let ends = samples.map(() => 0)
  let pattern = ''
  for (const number of numbers) {
    const spans = samples.map((sample) => sample.spans[number] ?? { start: 0, end: 0 })
    const values = wholes.map((whole, place) => whole.slice(spans[place]?.start, spans[place]?.end))
    const gaps = wholes.map((whole, place) => whole.slice(ends[place], spans[place]?.start))
    pattern += `${gapBefore(gaps, classOf(values), border)}(?<${names[number]}>${classOf(values)})`
    ends = spans.map(({ end }) => end)
  }
  return (
    pattern +
    gapAfter(
      wholes.map((whole, place) => whole.slice(ends[place])),
      border,
    )
  )
}

function gapBefore(gaps: readonly string[], group: string, border: string) {
  const [first = ''] = gaps
  if (gaps.every((gap) => gap === first)) return escaped(first)
  const suffix = reversed(sharedStart(gaps.map(reversed)))
  const inner = /^\[([A-Za-z0-9-]+)\]\+$/.exec(group)?.[1]
  // What cannot be of the group cannot be tried in two ways, so that no link makes the pattern slow.
  if (suffix === '' && inner && !gaps.some((gap) => new RegExp(`[${inner}]`).test(gap)))
    return `[^${border}${inner}]*`
  return `[^${border}]*?${escaped(suffix)}`
}

function gapAfter(gaps: readonly string[], border: string) {
  const [first = ''] = gaps
  if (gaps.every((gap) => gap === first)) return escaped(first)
  return `${escaped(sharedStart(gaps))}[^${border}]*`
}

function sharedStart(texts: readonly string[]) {
  const [first = '', ...others] = texts
  let length = first.length
  while (!others.every((text) => text.startsWith(first.slice(0, length)))) length -= 1
  return first.slice(0, length)
}

const reversed = (text: string) => text.split('').reverse().join('')

const escaped = (text: string) => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')

/** The narrowest class that has the characters of all values. */
export function classOf(values: readonly string[]) {
  const all = (pattern: RegExp) => values.every((value) => pattern.test(value))
  if (all(/^[0-9]+$/)) return '[0-9]+'
  if (all(/^[A-Za-z0-9]+$/)) return '[A-Za-z0-9]+'
  if (all(/^[A-Za-z0-9_-]+$/)) return '[A-Za-z0-9_-]+'
  return '[^/?#&]+'
}

/** For each group a name that says what it is: its query key, else the word before it in the path. */
function namesOf({ parts: { segments }, spans }: Sample): string[] {
  const names: string[] = []
  for (const { at } of spans) {
    const raw =
      at === 'hash' ? 'part' : 'key' in at ? at.key : (segments.slice(0, at.segment).findLast(isWord) ?? 'id')
    const word = raw
      .toLowerCase()
      .replace(/[^a-z0-9]/g, '')
      .replace(/^[0-9]+/, '')
    const name = word.length > 2 ? word.replace(/s$/, '') : 'id'
    let free = name
    for (let number = 2; names.includes(free); number++) free = `${name}${number}`
    names.push(free)
  }
  return names
}

const isWord = (segment: string) => /^[A-Za-z]{3,}$/.test(segment)
