'use client'

import { ChevronDown, ChevronRight } from 'lucide-react'
import { Chip } from '@/components/ui/chip'
import { VirtualCell, VirtualRow } from '@/components/ui/virtual-table'
import { deadlineMs } from '@/lib/model/resolvers/check/deadline'
import type { Answer } from '@/lib/model/resolvers/check/protocol'

export type InGraph = 'exists' | 'missing'

export const triedColumns =
  'grid grid-cols-[minmax(0,1fr)_2.75rem_minmax(0,11rem)_7.5rem] items-center gap-3 px-4'

/** A tried link: the resolver that wins, the resulting id, and the verdict. */
export function TriedRow({
  index,
  url,
  answer,
  inGraph,
  open,
  onToggle,
}: {
  index: number
  url: string
  answer: Answer | undefined
  inGraph: InGraph | undefined
  open: boolean
  onToggle: () => void
}) {
  const Chevron = open ? ChevronDown : ChevronRight
  return (
    <VirtualRow
      aria-rowindex={index + 2}
      className={`${triedColumns} min-h-10 border-b border-line ${open ? 'bg-accent-soft' : 'hover:bg-sunken'}`}
    >
      <VirtualCell className="flex min-w-0 items-center gap-1.5">
        <button
          type="button"
          aria-expanded={open}
          aria-label={`${open ? 'Hide' : 'Show'} the trace of ${url}`}
          onClick={onToggle}
          className="grid size-6 flex-none cursor-pointer place-items-center rounded-md text-muted hover:text-ink"
        >
          <Chevron className="size-3.5" aria-hidden />
        </button>
        <code className="truncate text-sm text-muted" title={url}>
          <Marked url={url} marks={answer?.marks ?? []} />
        </code>
      </VirtualCell>
      <VirtualCell>
        {answer?.by === null || !answer ? (
          <span className="text-muted">{answer ? 'none' : ''}</span>
        ) : (
          <span className="grid size-5 place-items-center rounded-sm bg-accent-soft text-xs font-medium text-accent-text tabular-nums">
            {answer.by + 1}
          </span>
        )}
      </VirtualCell>
      <VirtualCell className="min-w-0">
        <code className="block truncate text-sm" title={answer?.itemId ?? undefined}>
          {answer && (answer.itemId ?? <span className="text-faint">no id</span>)}
        </code>
      </VirtualCell>
      <VirtualCell>{answer && <Verdict answer={answer} inGraph={inGraph} />}</VirtualCell>
    </VirtualRow>
  )
}

function Verdict({ answer, inGraph }: { answer: Answer; inGraph: InGraph | undefined }) {
  if (answer.stopped !== null) return <Chip tone="bad">{`Stopped, ${deadlineMs} ms`}</Chip>
  if (answer.by === null) return <Chip tone="warn">{answer.may.length > 0 ? 'May match' : 'No match'}</Chip>
  if (answer.own !== null && answer.own !== answer.itemId) return <Chip tone="bad">Wrong item</Chip>
  if (inGraph === 'missing') return <Chip tone="bad">Missing</Chip>
  if (inGraph === 'exists') return <Chip tone="ok">Exists</Chip>
  if (answer.may.length > 0) return <Chip tone="warn">May differ</Chip>
  if (answer.own !== null) return <Chip tone="ok">Own item</Chip>
  return <span className="text-sm text-faint">Not checked</span>
}

/** The link with the captured parts marked, without the scheme that all have. */
function Marked({ url, marks }: { url: string; marks: readonly number[] }) {
  const from = url.startsWith('https://') ? 8 : 0
  const cuts = [from, ...marks.filter((at) => at >= from), url.length]
  return cuts.slice(0, -1).map((start, at) => {
    const text = url.slice(start, cuts[at + 1])
    if (text === '') return null
    return (
      <span key={start} className={at % 2 === 1 ? 'bg-accent-soft text-accent-text' : ''}>
        {text}
      </span>
    )
  })
}
