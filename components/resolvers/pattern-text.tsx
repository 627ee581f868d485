import { patternGroups } from '@/lib/model/resolvers/pattern-groups'

export interface Range {
  start: number
  end: number
}

/** A pattern with its named groups marked, and below it in waves what lint is about. */
export function PatternText({ pattern, warn = [] }: { pattern: string; warn?: readonly Range[] }) {
  const groups = patternGroups(pattern).filter(({ name }) => name !== null)
  return pieces(pattern, groups, warn).map(({ text, start, group, wavy }) => (
    <span
      key={start}
      className={`${group ? 'bg-accent-soft text-accent-text' : ''} ${
        wavy ? 'bg-warn-soft text-warn underline decoration-wavy underline-offset-3' : ''
      }`}
    >
      {text}
    </span>
  ))
}

function pieces(pattern: string, groups: readonly Range[], warn: readonly Range[]) {
  const cuts = new Set([0, pattern.length])
  for (const { start, end } of [...groups, ...warn])
    for (const at of [start, end]) if (at > 0 && at < pattern.length) cuts.add(at)
  const places = [...cuts].toSorted((one, other) => one - other)
  const covers = (ranges: readonly Range[], at: number) =>
    ranges.some(({ start, end }) => start <= at && at < end)
  return places.slice(0, -1).map((start, index) => ({
    start,
    text: pattern.slice(start, places[index + 1]),
    group: covers(groups, start),
    wavy: covers(warn, start),
  }))
}

/** An item id template with its placeholders marked. */
export function TemplateText({ template }: { template: string }) {
  return template.split(/(\{[^{}]+\})/).map((part, at) =>
    part.startsWith('{') ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts have no other name than their place
      <span key={at} className="bg-accent-soft text-accent-text">
        {part}
      </span>
    ) : (
      part
    ),
  )
}
