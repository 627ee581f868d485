'use client'

import { useQuery } from '@tanstack/react-query'
import { Chip, type Tone } from '@/components/ui/chip'
import { Skeleton } from '@/components/ui/skeleton'
import type { OddValue } from '@/lib/model/mapping/odd-values'
import { countText } from '@/lib/model/number-text'
import { oddValuesQuery } from './queries'
import { useTriedMapping } from './use-tried-mapping'

const words: Record<OddValue['kind'], { tone: Tone; text: (count: number) => string }> = {
  wrong: { tone: 'bad', text: (count) => `does not fit, ${countText(count, 'row')}` },
  twice: { tone: 'bad', text: (count) => `comes again, ${countText(count, 'row')}` },
  empty: { tone: 'plain', text: (count) => `empty, ${countText(count, 'row')}` },
  longest: { tone: 'plain', text: (count) => `longest, ${countText(count, 'character')}` },
  'non-ascii': { tone: 'plain', text: (count) => `special characters, ${countText(count, 'row')}` },
  usual: { tone: 'plain', text: () => 'usual' },
}

/** The oddest values of a field among all rows of the source. */
export function OddValuesOf({ field, name }: { field: string; name: string }) {
  const tried = useTriedMapping()
  const { data, isLoading } = useQuery(oddValuesQuery(tried))
  if (isLoading) return <Skeleton className="h-5 w-40" />
  const values = data?.samples[field] ?? []
  if (values.length === 0) return null
  return (
    <ul aria-label={`Odd values of ${name}`} className="grid gap-1 text-sm">
      {values.map(({ kind, text, row, count, problem }) => (
        <li key={kind} className="flex flex-wrap items-center gap-x-2 gap-y-0.5">
          <Chip tone={words[kind].tone}>{words[kind].text(count)}</Chip>
          {kind !== 'empty' && (
            <span className="max-w-80 min-w-0 truncate font-mono" title={text}>
              {text}
            </span>
          )}
          <span className="text-muted">row {row.toLocaleString('en')}</span>
          {problem && <span className="w-full whitespace-normal text-bad">{problem}</span>}
        </li>
      ))}
    </ul>
  )
}

/** How much of the source was looked at. */
export function OddValuesSummary() {
  const tried = useTriedMapping()
  const { data, error, isFetching } = useQuery(oddValuesQuery(tried))
  if (error)
    return (
      <p role="alert" className="px-4 pb-4 text-bad">
        {error.message}
      </p>
    )
  const rows = countText(data?.rows ?? 0, 'row')
  return (
    <p role="status" className="px-4 pb-4 text-sm text-muted">
      {isFetching
        ? 'Reading all rows …'
        : data
          ? data.complete
            ? `Odd values among all ${rows}, the oddest first.`
            : `Odd values among the first ${rows}: reading more takes too long here.`
          : ''}
    </p>
  )
}
