import { basesOf } from './bases'
import type { Change } from './change'
import { type Departure, departure } from './departure'
import { type Compiled, compile, fitsBase, type Match, matchOne } from './evaluate'
import { type OpenPoint, openPointsOfBase } from './open-points'
import type { Resolver } from './resolver'
import { smallestChange } from './smallest-change'

/** What one resolver made of a link, and if nothing, why and what would change that. */
export type TraceStep =
  | { step: 'unfinished'; why: string }
  | {
      step: 'base-differs'
      base: string
      at: number
      wants: string
      caseOnly: boolean
      may: OpenPoint[]
      fix: Change | null
    }
  | { step: 'pattern-differs'; base: string; left: Departure | null; fix: Change | null }
  | { step: 'matches'; base: string; match: Match }
  | { step: 'not-tried'; winner: number }
  /** The pattern did not come to an end on this link. */
  | { step: 'stopped' }

/** The way of a link through all resolvers in order. */
export function traceUrl(resolvers: readonly Resolver[], url: string): TraceStep[] {
  let winner: number | null = null
  return resolvers.map((resolver, place) => {
    if (winner !== null) return { step: 'not-tried', winner }
    const step = traceOne(resolver, url)
    if (step.step === 'matches') winner = place
    return step
  })
}

export function traceOne(resolver: Resolver, url: string): TraceStep {
  const compiled = compile(resolver)
  if (compiled.bases.length === 0) return { step: 'unfinished', why: 'It has no base URL yet.' }
  if (resolver.urlPattern === '') return { step: 'unfinished', why: 'It has no pattern yet.' }
  if (!compiled.regex)
    return { step: 'unfinished', why: 'Its pattern does not compile, so it matches nothing.' }
  if (!fitsBase(compiled, url)) return outsideBase(resolver, compiled, url)
  const base = compiled.bases.find((one) => url.startsWith(one)) ?? ''
  const match = matchOne(compiled, url)
  if (match) return { step: 'matches', base, match }
  const left = departure(resolver.urlPattern, url, base.length)
  return { step: 'pattern-differs', base, left, fix: smallestChange(resolver.urlPattern, url, base.length) }
}

function outsideBase(resolver: Resolver, { regex }: Compiled, url: string): TraceStep {
  const [closest] = basesOf(resolver)
    .map((base) => ({ base, at: shared(base, url) }))
    .toSorted((one, other) => other.at - one.at)
  if (!closest) return { step: 'unfinished', why: 'It has no base URL yet.' }
  const { base, at } = closest
  const caseOnly = url.toLowerCase().startsWith(base.toLowerCase())
  const origin = /^https:\/\/[^/?#]+/.exec(url)?.[0]
  // Another base helps only a link that the pattern takes.
  const fix =
    origin && regex?.test(url)
      ? { label: `Add the base ${origin}/`, change: { baseUrls: [...basesOf(resolver), `${origin}/`] } }
      : null
  return {
    step: 'base-differs',
    base,
    at,
    wants: base.slice(at),
    caseOnly,
    may: openPointsOfBase(base, url),
    fix,
  }
}

/** How many characters two texts have in common at their beginning. */
function shared(one: string, other: string) {
  let at = 0
  while (at < one.length && at < other.length && one[at] === other[at]) at += 1
  return at
}
