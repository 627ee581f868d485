import { numberText } from '@/lib/model/number-text'
import type { PlannedKind, PlanView } from '@/lib/model/sync/plan'

/** The kinds of a plan in the order of its bar, in the colours that the same has in the list of runs. */
const kinds: readonly { kind: PlannedKind; word: string; bar: string; key: string }[] = [
  { kind: 'new', word: 'new', bar: 'fill-ok', key: 'bg-ok' },
  { kind: 'changed', word: 'changed', bar: 'fill-accent', key: 'bg-accent' },
  { kind: 'owed', word: 'sent again', bar: 'fill-accent/50', key: 'bg-accent/50' },
  { kind: 'unchanged', word: 'unchanged', bar: 'fill-line-strong', key: 'bg-line-strong' },
  { kind: 'toDelete', word: 'to delete', bar: 'fill-warn', key: 'bg-warn' },
  { kind: 'failed', word: 'cannot be sent', bar: 'fill-bad', key: 'bg-bad' },
]

/** What is not nothing can be seen, in percent. */
const least = 0.8

/** All of a plan as one bar. */
export function PlanBar({ counts }: Pick<PlanView, 'counts'>) {
  const some = kinds.filter(({ kind }) => counts[kind] > 0)
  const all = some.reduce((sum, { kind }) => sum + counts[kind], 0)
  if (all === 0) return null
  const widths = some.map(({ kind }) => Math.max((100 * counts[kind]) / all, least))
  const scale = 100 / widths.reduce((sum, width) => sum + width, 0)
  const words = some.map(({ kind, word }) => `${numberText(counts[kind])} ${word}`).join(', ')
  let from = 0
  return (
    // Drawn, because the content security policy drops styles that the server writes.
    <svg
      viewBox="0 0 100 8"
      preserveAspectRatio="none"
      role="img"
      aria-label={`Of ${numberText(all)}: ${words}`}
      className="block h-3 w-full overflow-hidden rounded-full bg-sunken"
    >
      {some.map(({ kind, bar }, at) => {
        const width = (widths[at] ?? 0) * scale
        from += width
        return <rect key={kind} x={from - width} width={width} height="8" className={bar} />
      })}
    </svg>
  )
}

/** The colour of a kind in the bar. */
export const PlanKey = ({ of }: { of: PlannedKind }) => (
  <span
    aria-hidden="true"
    className={`mr-2 inline-block size-2.5 rounded-sm ${kinds.find(({ kind }) => kind === of)?.key}`}
  />
)
