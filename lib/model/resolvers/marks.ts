import type { Resolver } from './resolver'
import { linkParts } from './shape'
import { placesOf, samePlace, slotAt } from './slots'
import { classOf, type IdPiece, type Sample, writeResolver } from './write-resolver'

export interface Mark {
  start: number
  end: number
}

/** A link with the parts marked that make up the id, from left to right. */
export interface MarkedLink {
  url: string
  marks: Mark[]
}

/** Why no resolver can be made of marks. */
export type MarkProblem = 'no-link' | 'crosses' | 'other-place'

/** What was made of samples: a resolver, or the sample that it fails at, counted from 0. */
export type Made = { resolver: Resolver } | { problem: MarkProblem; sample: number }

/** A resolver for links in which the id was marked; `prefix` is what the item ids begin with. */
export function fromMarks(links: readonly MarkedLink[], prefix = ''): Made {
  const samples: Sample[] = []
  for (const [sample, { url, marks }] of links.entries()) {
    const parts = linkParts(url)
    if (!parts || !/^https:/i.test(url)) return { problem: 'no-link', sample }
    const spans = marks.flatMap(({ start, end }) => {
      const slot = slotAt(url, start, end)
      return slot ? { at: slot.at, start: slot.before.length, end: slot.before.length + end - start } : []
    })
    if (spans.length === 0 || spans.length < marks.length) return { problem: 'crosses', sample }
    const [first] = samples
    const same = !first || first.spans.map(({ at }) => at).every((at, place) => isAt(spans[place], at))
    if (!same || (first && first.spans.length !== spans.length)) return { problem: 'other-place', sample }
    samples.push({ parts, spans })
  }
  const pieces = (samples[0]?.spans ?? []).flatMap((_, place): IdPiece[] =>
    place === 0 ? [0] : ['_', place],
  )
  const resolver = writeResolver(samples, prefix === '' ? pieces : [prefix, ...pieces])
  return resolver ? { resolver } : { problem: 'no-link', sample: 0 }
}

const isAt = (span: Sample['spans'][number] | undefined, at: Sample['spans'][number]['at']) =>
  span !== undefined && samePlace(span.at, at)

/** With one mark more; those that it touches give way to it. */
export const withMark = (marks: readonly Mark[], added: Mark): Mark[] =>
  [...marks.filter(({ start, end }) => end <= added.start || start >= added.end), added].toSorted(
    (one, other) => one.start - other.start,
  )

/** The item that a marked link has to lead to; null while nothing is marked. */
export const markedId = ({ url, marks }: MarkedLink, prefix: string) =>
  marks.length === 0 ? null : `${prefix}${marks.map(({ start, end }) => url.slice(start, end)).join('_')}`

/** What is most likely the id of a link: its parts with digits. */
export function likelyMarks(url: string): Mark[] {
  const from = linkParts(url)?.origin.length ?? url.length
  return [...url.slice(from).matchAll(/[A-Za-z0-9_-]+/g)]
    .filter(({ 0: text }) => /[0-9]/.test(text))
    .map(({ index, 0: text }) => ({ start: from + index, end: from + index + text.length }))
    .slice(0, 3)
}

/** The marks of one link at the same places of another; none when it has no such places. */
export function marksLike(sample: MarkedLink, url: string): Mark[] {
  const places = placesOf(url)
  const found = sample.marks.flatMap(({ start, end }): Mark[] => {
    const slot = slotAt(sample.url, start, end)
    const place = slot && places.find(({ at }) => samePlace(at, slot.at))
    if (!slot || !place || place.whole === '') return []
    const { before, after } = slot
    const { whole, from } = place
    if (whole.length > before.length + after.length && whole.startsWith(before) && whole.endsWith(after))
      return [{ start: from + before.length, end: from + whole.length - after.length }]
    const run = new RegExp(classOf([sample.url.slice(start, end)])).exec(whole)
    return run ? [{ start: from + run.index, end: from + run.index + run[0].length }] : []
  })
  return found.length === sample.marks.length ? found.reduce(withMark, [] as Mark[]) : []
}
