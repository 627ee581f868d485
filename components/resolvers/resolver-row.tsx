'use client'

import { ArrowDown, ArrowRight, ArrowUp, Pencil, Trash2, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { Chip, Tag } from '@/components/ui/chip'
import { IconButton } from '@/components/ui/icon-button'
import type { Coverage } from '@/lib/model/resolvers/coverage'
import type { Finding } from '@/lib/model/resolvers/lint/finding'
import type { Resolver } from '@/lib/model/resolvers/resolver'
import type { Entry } from '@/lib/model/resolvers/resolver-set'
import { ResolverEditor } from './lazy'
import { PatternText, TemplateText } from './pattern-text'

/** One entry of the list with everything that is known of it. */
export interface RowData {
  entry: Entry
  place: number
  /** Where it was in the list that was read; null for a new one. */
  was: number | null
  changed: boolean
  open: boolean
  last: boolean
  findings: readonly Finding[]
  wins: number | null
  values: Coverage['values'][number]
  /** It did not come to an end on a link. */
  stopped: boolean
}

export interface RowActions {
  onOpen: (key: string | null) => void
  onChange: (key: string, change: Partial<Resolver>) => void
  onFix: (finding: Finding) => void
  onStep: (key: string, by: -1 | 1) => void
  onRemove: (key: string) => void
}

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
      <div className="grid min-w-0 flex-1 gap-2">
        {resolver ? (
          <>
            <Head row={row} resolver={resolver} actions={actions} readOnly={readOnly} />
            {open && (
              <ResolverEditor
                resolver={resolver}
                findings={row.findings}
                values={row.values}
                readOnly={readOnly !== null}
                onChange={(change) => actions.onChange(entry.key, change)}
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

interface HeadProps {
  row: RowData
  resolver: Resolver
  actions: RowActions
  readOnly: string | null
}

function Head({ row, resolver, actions, readOnly }: HeadProps) {
  const { open } = row
  const [first = ''] = resolver.baseUrls
  return (
    <div className="grid min-w-0 gap-1">
      <div className="flex min-h-7 flex-wrap items-center gap-x-1.5 gap-y-1">
        {open ? (
          <span className="font-medium">Editing</span>
        ) : (
          <code className="min-w-0 truncate text-sm text-muted">{first || 'No base URL yet'}</code>
        )}
        {!open && resolver.baseUrls.length > 1 && (
          <span className="text-sm text-muted">+{resolver.baseUrls.length - 1}</span>
        )}
        <Marks row={row} />
        <RowButtons row={row} actions={actions} readOnly={readOnly} />
      </div>
      {!open && (
        <>
          <code className="truncate text-sm">
            {resolver.urlPattern ? <PatternText pattern={resolver.urlPattern} /> : 'No pattern yet'}
          </code>
          <span className="flex min-w-0 items-center gap-1.5 text-sm">
            <ArrowRight className="size-3.5 flex-none" aria-hidden />
            <code className="truncate">
              {resolver.itemId ? <TemplateText template={resolver.itemId} /> : 'No item id yet'}
            </code>
            {row.wins !== null && <Wins wins={row.wins} />}
          </span>
        </>
      )}
      {open && row.wins !== null && <Wins wins={row.wins} />}
      {!open && row.findings[0] && (
        <span className={`text-sm ${row.findings[0].severity === 'error' ? 'text-bad' : 'text-warn'}`}>
          {row.findings[0].message}
          {row.findings.length > 1 && ` And ${row.findings.length - 1} more.`}
        </span>
      )}
    </div>
  )
}

const Wins = ({ wins }: { wins: number }) => (
  <span className="ml-auto flex-none text-sm text-muted tabular-nums">wins {wins.toLocaleString('en')}</span>
)

function Marks({ row: { was, place, changed, findings, stopped } }: { row: RowData }) {
  const shadowed = findings.some(({ rule }) => rule === 'shadowed')
  return (
    <>
      {was === null && <Tag accent>new</Tag>}
      {was !== null && changed && <Tag accent>changed</Tag>}
      {was !== null && was !== place && <Tag accent>was {was}</Tag>}
      {shadowed && <Chip tone="warn">Never reached</Chip>}
      {stopped && <Chip tone="bad">Stopped</Chip>}
    </>
  )
}

function RowButtons({ row, actions, readOnly }: Omit<HeadProps, 'resolver'>) {
  const { entry, place, open, last } = row
  const name = `resolver ${place}`
  return (
    <span className="ml-auto flex flex-none items-center">
      <IconButton
        label={`Move ${name} up`}
        disabledReason={readOnly ?? (place === 1 ? 'It is the first already.' : null)}
        onClick={() => actions.onStep(entry.key, -1)}
      >
        <ArrowUp aria-hidden />
      </IconButton>
      <IconButton
        label={`Move ${name} down`}
        disabledReason={readOnly ?? (last ? 'It is the last already.' : null)}
        onClick={() => actions.onStep(entry.key, 1)}
      >
        <ArrowDown aria-hidden />
      </IconButton>
      <IconButton
        label={`Remove ${name}`}
        disabledReason={readOnly}
        onClick={() => actions.onRemove(entry.key)}
      >
        <Trash2 aria-hidden />
      </IconButton>
      <IconButton
        label={open ? `Close ${name}` : `${readOnly ? 'Look at' : 'Edit'} ${name}`}
        aria-expanded={open}
        onClick={() => actions.onOpen(open ? null : entry.key)}
      >
        {open ? <X aria-hidden /> : <Pencil aria-hidden />}
      </IconButton>
    </span>
  )
}
