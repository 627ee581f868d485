'use client'

import { ArrowDown, ArrowUp, Trash2 } from 'lucide-react'
import type { ReactNode } from 'react'
import { Chip, Tag } from '@/components/ui/chip'
import { IconButton } from '@/components/ui/icon-button'
import type { PriorityRow } from '@/lib/model/people/source-priority'
import { entraStays } from '@/lib/model/people/source-url'

/** What every list of these rows takes. */
export interface ListProps {
  rows: PriorityRow[]
  readOnly: string | null
  /** `moved` is the row that was moved. */
  onOrder: (rows: PriorityRow[], moved: PriorityRow) => void
  onStep: (index: number, by: -1 | 1) => void
  onRemove: (row: PriorityRow) => void
}

export const rowClass =
  'flex min-h-14 items-center gap-2 border-b border-line px-3 py-2 -outline-offset-2 last:border-b-0 hover:bg-sunken data-[dragging]:opacity-50 sm:gap-3 sm:px-4'

export const handleClass =
  'grid size-7 flex-none cursor-grab place-items-center rounded-md text-faint hover:text-ink'

const keeps: Record<PriorityRow['kind'], string | null> = {
  entra: entraStays,
  foreign: 'The console does not know this kind of entry and leaves it as it is.',
  connection: null,
  stale: null,
}

/** The contents of a row of the prioritized list; `handle` is what it is dragged by. */
export function PriorityRowContent({
  row,
  index,
  last,
  readOnly,
  handle,
  onStep,
  onRemove,
}: {
  row: PriorityRow
  index: number
  last: boolean
  readOnly: string | null
  handle: ReactNode
  onStep: (by: -1 | 1) => void
  onRemove: () => void
}) {
  return (
    <>
      {handle}
      <span className="w-5 flex-none text-right text-muted tabular-nums">{index + 1}</span>
      <RowText row={row} />
      <span className="ml-auto flex flex-none items-center">
        <IconButton
          label={`Move ${row.name} up`}
          disabledReason={readOnly ?? (index === 0 ? 'It is the first already.' : null)}
          onClick={() => onStep(-1)}
        >
          <ArrowUp aria-hidden />
        </IconButton>
        <IconButton
          label={`Move ${row.name} down`}
          disabledReason={readOnly ?? (last ? 'It is the last already.' : null)}
          onClick={() => onStep(1)}
        >
          <ArrowDown aria-hidden />
        </IconButton>
        <IconButton
          label={`Remove ${row.name}`}
          disabledReason={readOnly ?? keeps[row.kind]}
          onClick={onRemove}
        >
          <Trash2 aria-hidden />
        </IconButton>
      </span>
    </>
  )
}

function RowText({ row }: { row: PriorityRow }) {
  return (
    <span className="grid min-w-0 gap-0.5">
      <span className="flex flex-wrap items-center gap-x-2">
        <span className="font-medium [overflow-wrap:anywhere]">{row.name}</span>
        {row.kind === 'entra' && <Tag>Built in</Tag>}
        {row.kind === 'stale' && <Chip tone="warn">No such source</Chip>}
      </span>
      <span className="flex min-w-0 flex-wrap gap-x-3 text-sm text-muted">
        {row.kind === 'connection' && <span className="font-mono">{row.sourceId}</span>}
        {row.webUrl && <span className="[overflow-wrap:anywhere]">{row.webUrl}</span>}
      </span>
    </span>
  )
}
