'use client'

import { ArrowDown, ArrowRight, ArrowUp, Pencil, Trash2, X } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { Chip, Tag } from '@/components/ui/chip'
import { IconButton } from '@/components/ui/icon-button'
import { numberText } from '@/lib/model/number-text'
import type { Finding } from '@/lib/model/resolvers/lint/finding'
import type { Resolver } from '@/lib/model/resolvers/resolver'
import { PatternText, TemplateText } from './pattern-text'
import type { RowActions, RowData } from './row-data'

interface HeadProps {
  row: RowData
  resolver: Resolver
  actions: RowActions
  readOnly: string | null
}

/** A resolver in a few lines: what it is, what it wins, what is wrong with it, and what can be done with it. */
export function ResolverHead({ row, resolver, actions, readOnly }: HeadProps) {
  const { open } = row
  return (
    <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-1">
      <div className="flex min-h-7 items-center gap-1.5">
        {open ? (
          <span className="font-medium">Editing</span>
        ) : (
          <BaseText bases={resolver.baseUrls.filter((base) => base !== '')} />
        )}
        <Marks row={row} />
        {open && row.stopped && <Chip tone="bad">Stopped</Chip>}
        {open && <Wins row={row} />}
        <RowButtons row={row} actions={actions} readOnly={readOnly} />
      </div>
      {!open && (
        <>
          <code className="truncate text-sm" title={resolver.urlPattern}>
            {resolver.urlPattern ? <PatternText pattern={resolver.urlPattern} /> : 'No pattern yet'}
          </code>
          <span className="flex min-w-0 items-center gap-1.5 text-sm">
            <ArrowRight className="size-3.5 flex-none" aria-hidden />
            <code className="truncate" title={resolver.itemId}>
              {resolver.itemId ? <TemplateText template={resolver.itemId} /> : 'No item id yet'}
            </code>
            <Wins row={row} />
          </span>
        </>
      )}
      {!open && <FirstFinding row={row} onFix={readOnly ? null : actions.onFix} />}
    </div>
  )
}

const Wins = ({ row: { wins } }: { row: RowData }) =>
  wins !== null && (
    <span className="ml-auto flex-none text-sm text-muted tabular-nums">wins {numberText(wins)}</span>
  )

function BaseText({ bases: [first, ...others] }: { bases: readonly string[] }) {
  return (
    <span className="flex min-w-0 items-center gap-1 text-sm text-muted">
      <code className="truncate" title={[first, ...others].join('\n')}>
        {first?.replace(/^https:\/\//, '') ?? 'No base URL yet'}
      </code>
      {others.length > 0 && <span className="flex-none">+{others.length}</span>}
    </span>
  )
}

/** What is worst about a resolver that is not being edited, with its fix. */
function FirstFinding({ row, onFix }: { row: RowData; onFix: RowActions['onFix'] | null }) {
  const [first, ...others] = row.findings.toSorted((one, other) => weight(one) - weight(other))
  if (!first && !row.stopped) return null
  const shadowed = row.findings.some(({ rule }) => rule === 'shadowed')
  return (
    <span className="flex flex-wrap items-center gap-x-2 gap-y-1 text-sm">
      <span
        className={`min-w-0 flex-1 basis-48 [overflow-wrap:anywhere] ${first?.severity === 'error' ? 'text-bad' : 'text-warn'}`}
      >
        {shadowed && <Chip tone="warn">Never reached</Chip>}
        {row.stopped && <Chip tone="bad">Stopped</Chip>} {first?.message}
        {others.length > 0 && ` And ${others.length} more.`}
      </span>
      {first?.fix && onFix && <Button onClick={() => onFix(first)}>{first.fix.label}</Button>}
    </span>
  )
}

/** Errors first, then what makes a resolver useless or dangerous. */
function weight({ severity, rule }: Finding) {
  if (severity === 'error') return 0
  return rule === 'shadowed' || rule === 'backtracking' ? 1 : 2
}

function Marks({ row: { was, place, changed } }: { row: RowData }) {
  return (
    <span className="flex flex-none gap-1 empty:hidden">
      {was === null && <Tag accent>new</Tag>}
      {was !== null && changed && <Tag accent>changed</Tag>}
      {was !== null && was !== place && <Tag accent>was {was}</Tag>}
    </span>
  )
}

function RowButtons({ row, actions, readOnly }: Omit<HeadProps, 'resolver'>) {
  const { entry, place, open, last } = row
  const name = `resolver ${place}`
  return (
    <span className={`flex flex-none items-center ${row.open && row.wins !== null ? '' : 'ml-auto'}`}>
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
