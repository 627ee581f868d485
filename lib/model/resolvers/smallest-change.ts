import { allowCase } from './any-case'
import type { Change } from './change'
import { departure } from './departure'
import { nodesOf, parsePattern } from './parsed'

/** The smallest change to a pattern that makes it match a link; each candidate is tried on the link before it is offered. */
export function smallestChange(pattern: string, url: string, from = 0): Change | null {
  const left = departure(pattern, url, from)
  if (!left) return null
  if (left.caseOnly) {
    const urlPattern = allowCase(pattern, [url])
    if (urlPattern) return { label: 'Allow any case', change: { urlPattern } }
  }
  for (const { label, urlPattern } of candidates(pattern, left.patternAt))
    if (matches(urlPattern, url)) return { label, change: { urlPattern } }
  return null
}

function matches(pattern: string, url: string) {
  try {
    return new RegExp(pattern).test(url)
  } catch {
    return false
  }
}

const anySegment = '[^/?#]+'

/** Edits at the place where the link left the pattern, the least first. */
function* candidates(pattern: string, at: number): Generator<{ label: string; urlPattern: string }> {
  const parsed = parsePattern(pattern)
  if (!('pattern' in parsed)) return
  const nodes = [...nodesOf(parsed.pattern)]
  const replaced = ({ start, end }: { start: number; end: number }, text: string) =>
    `${pattern.slice(0, start)}${text}${pattern.slice(end)}`

  const next = nodes.find(({ start, type }) => start >= at && type !== 'Pattern' && type !== 'Alternative')
  const before = nodes.findLast(({ end, type }) => end <= at && type === 'Quantifier')
  const after = nodes.find(({ start, type }) => start >= at && type === 'Quantifier')
  const anchor = nodes.find(({ start, type }) => start >= at && type === 'Assertion')

  if (next?.type === 'Assertion') yield { label: `Drop ${next.raw}`, urlPattern: replaced(next, '') }
  if (before?.type === 'Quantifier' && before.max !== Number.POSITIVE_INFINITY) {
    const urlPattern = replaced(before, `${before.element.raw}{${before.min},}`)
    yield { label: `Allow more than ${before.max} characters`, urlPattern }
  }
  if (after?.type === 'Quantifier' && after.min > 1) {
    const urlPattern = replaced(after, `${after.element.raw}+`)
    yield { label: `Allow fewer than ${after.min} characters`, urlPattern }
  }
  if (next?.type === 'Character' || next?.type === 'CharacterClass')
    yield { label: `Make ${next.raw} optional`, urlPattern: replaced(next, `${next.raw}?`) }
  if (at < pattern.length && !/\((?!\?:)/.test(pattern.slice(at)) && isBalanced(pattern.slice(at)))
    yield {
      label: `Make ${pattern.slice(at)} optional`,
      urlPattern: `${pattern.slice(0, at)}(?:${pattern.slice(at)})?`,
    }
  if (anchor && anchor !== next) yield { label: `Drop ${anchor.raw}`, urlPattern: replaced(anchor, '') }
  for (const place of [after, before])
    if (place?.type === 'Quantifier' && place.raw !== anySegment)
      yield { label: `Take any characters up to the next /`, urlPattern: replaced(place, anySegment) }
}

const isBalanced = (text: string) => {
  const parsed = parsePattern(text)
  return 'pattern' in parsed
}
