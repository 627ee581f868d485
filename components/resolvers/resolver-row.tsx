'use client'

import type { ReactNode } from 'react'
import { ResolverEditor } from './lazy'
import { ResolverHead } from './resolver-head'
import type { RowActions, RowData } from './row-data'

/** What every list of these rows takes. */
export interface ListProps {
  rows: RowData[]
  actions: RowActions
  readOnly: string | null
  onOrder: (keys: string[]) => void
}

export const handleClass =
  'grid size-6 flex-none cursor-grab place-items-center rounded-md text-faint hover:text-ink'

export const rowClass =
  'flex gap-2 border-b border-line px-2 py-3 -outline-offset-2 last:border-b-0 data-[dragging]:opacity-50 sm:px-3'

export function ResolverRow({
  row,
  actions,
  handle,
  readOnly,
}: {
  row: RowData
  actions: RowActions
  handle: ReactNode
  readOnly: string | null
}) {
  const { entry, place, open } = row
  const { resolver } = entry
  return (
    <>
      {handle}
      <span
        className={`mt-0.5 grid size-5 flex-none place-items-center rounded-sm text-xs font-medium tabular-nums ${open ? 'bg-accent-soft text-accent-text' : 'bg-sunken'}`}
      >
        {place}
      </span>
      <div className="grid min-w-0 flex-1 grid-cols-[minmax(0,1fr)] gap-2">
        {resolver ? (
          <>
            <ResolverHead row={row} resolver={resolver} actions={actions} readOnly={readOnly} />
            {open && (
              <ResolverEditor
                resolver={resolver}
                findings={row.findings}
                values={row.values}
                readOnly={readOnly !== null}
                onChange={(change) => actions.onChange(entry.key, change)}
                wins={row.wins}
                onCompare={actions.onCompare}
                onFix={actions.onFix}
              />
            )}
          </>
        ) : (
          <p className="text-muted">A resolver of a kind the console does not know. It is kept as it is.</p>
        )}
      </div>
    </>
  )
}
