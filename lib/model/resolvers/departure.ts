import { parsePattern } from './parsed'
import { type Prefix, prefixChains } from './prefixes'

/** Where a link leaves a pattern that does not match it. */
export interface Departure {
  /** Where the part of the link that fits begins. */
  start: number
  /** The first character of the link that does not fit; the link's length when it ends too early. */
  at: number
  /** The part of the pattern that stands at that place. */
  wants: string
  /** Where `wants` begins in the pattern. */
  patternAt: number
  /** Only the letter case differs there. */
  caseOnly: boolean
  /** Not even the beginning of the pattern is in the link. */
  nowhere: boolean
}

/**
 * The beginning of the pattern that the link carries furthest, and where. With `from`, places before it
 * count only when there is none behind: what a base has covered already is seldom meant.
 */
export function departure(pattern: string, url: string, from = 0): Departure | null {
  const parsed = parsePattern(pattern)
  if (!('pattern' in parsed)) return null
  const chains = prefixChains(parsed.pattern)
  const exact = best(chains, url, '', from)
  const loose = best(chains, url, 'i', from)
  if (from > 0 && exact?.depth === 0 && loose?.depth === 0) return departure(pattern, url)
  if (!exact || !loose) return null
  const caseOnly = loose.depth > exact.depth
  const { chain, start } = caseOnly ? loose : exact
  const reached = caseOnly ? furthest(chain, url, start, '') : exact
  const prefix = chain[reached.depth]
  if (!prefix) return null
  const nowhere = reached.depth === 0 && !caseOnly
  const wants = nowhere ? (/^[^(]+/.exec(pattern)?.[0] ?? pattern) : wanted(prefix, pattern)
  return { start, at: reached.end, wants, patternAt: prefix.end, caseOnly, nowhere }
}

interface Reached {
  chain: Prefix[]
  start: number
  depth: number
  end: number
}

function best(chains: Prefix[][], url: string, flags: string, from: number): Reached | null {
  let found: Reached | null = null
  for (const chain of chains) {
    const depth = deepest(chain, url, flags, from)
    for (const start of startsOf(chain[depth], url, flags, from)) {
      const reached = { chain, start, ...furthest(chain, url, start, flags) }
      if (!found || isBetter(reached, found)) found = reached
    }
  }
  return found
}

function isBetter(one: Reached, other: Reached) {
  if (one.depth !== other.depth) return one.depth > other.depth
  return one.end - one.start > other.end - other.start
}

/** The longest beginning that is found in the link. Each one contains those before it. */
function deepest(chain: readonly Prefix[], url: string, flags: string, from: number) {
  let depth = 0
  for (const [place, { source }] of chain.entries()) {
    const regex = new RegExp(source, `${flags}g`)
    regex.lastIndex = Math.max(0, from - 1)
    if (!regex.test(url)) break
    depth = place
  }
  return depth
}

const mostStarts = 64

function startsOf(prefix: Prefix | undefined, url: string, flags: string, from: number): number[] {
  if (!prefix) return []
  const regex = new RegExp(prefix.source, `${flags}y`)
  const starts: number[] = []
  for (let at = Math.max(0, from - 1); at <= url.length && starts.length < mostStarts; at++) {
    regex.lastIndex = at
    if (regex.test(url)) starts.push(at)
  }
  return starts
}

function furthest(chain: readonly Prefix[], url: string, start: number, flags: string) {
  let depth = 0
  let end = start
  for (const [place, { source }] of chain.entries()) {
    const regex = new RegExp(source, `${flags}y`)
    regex.lastIndex = start
    if (!regex.test(url)) break
    depth = place
    end = regex.lastIndex
  }
  return { depth, end }
}

/** Literal characters read as one word; anything else is told as it is written. */
function wanted({ end, next }: Prefix, pattern: string) {
  if (!next) return ''
  if (next.type !== 'Character') return next.raw
  const siblings = 'elements' in next.parent ? next.parent.elements : []
  let word = ''
  for (const element of siblings.filter(({ start }) => start >= end)) {
    if (element.type !== 'Character') break
    word += element.raw
  }
  return word || pattern.slice(end)
}
