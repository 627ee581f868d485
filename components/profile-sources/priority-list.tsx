'use client'

import { ArrowDown, ArrowUp, GripVertical, Trash2 } from 'lucide-react'
import { Button as DragButton } from 'react-aria-components/Button'
import { GridList, GridListItem } from 'react-aria-components/GridList'
import { useDragAndDrop } from 'react-aria-components/useDragAndDrop'
import { Chip, Tag } from '@/components/ui/chip'
import { IconButton } from '@/components/ui/icon-button'
import type { PriorityRow } from '@/lib/model/source-priority'
import { moveEntries } from '@/lib/model/source-priority'

/** Rows in order, moved by dragging, by the drag handle's keys (Enter, arrows, Enter), or by the arrow buttons. */
export function PriorityList({
  rows,
  readOnly,
  onOrder,
  onRemove,
}: {
  rows: PriorityRow[]
  readOnly: string | null
  onOrder: (rows: PriorityRow[]) => void
  onRemove: (row: PriorityRow) => void
}) {
  const { dragAndDropHooks } = useDragAndDrop({
    isDisabled: readOnly !== null,
    getItems: (keys) => [...keys].map((key) => ({ 'text/plain': String(key) })),
    onReorder({ keys, target }) {
      onOrder(moveEntries(rows, new Set([...keys].map(String)), String(target.key), target.dropPosition))
    },
  })
  const step = (row: PriorityRow, by: -1 | 1) => {
    const target = rows[rows.indexOf(row) + by]
    if (target) onOrder(moveEntries(rows, new Set([row.url]), target.url, by < 0 ? 'before' : 'after'))
  }

  return (
    <GridList
      aria-label="Prioritized profile sources"
      items={rows.map((row) => ({ ...row, id: row.url }))}
      dependencies={[rows, readOnly]}
      dragAndDropHooks={dragAndDropHooks}
      className="outline-none [&_.react-aria-DropIndicator[data-drop-target]]:h-0.5 [&_.react-aria-DropIndicator[data-drop-target]]:bg-accent"
    >
      {({ id }) => {
        const index = rows.findIndex(({ url }) => url === id)
        const row = rows[index]
        return row ? (
          <GridListItem
            id={row.url}
            textValue={row.name}
            className="flex min-h-14 items-center gap-3 border-b border-line px-3 py-2 -outline-offset-2 last:border-b-0 hover:bg-sunken data-[dragging]:opacity-50 sm:px-4"
          >
            {!readOnly && (
              <DragButton
                slot="drag"
                aria-label={`Move ${row.name}`}
                className="grid size-7 flex-none cursor-grab place-items-center rounded-md text-faint hover:text-ink"
              >
                <GripVertical className="size-4" aria-hidden />
              </DragButton>
            )}
            <span className="w-5 flex-none text-right text-muted tabular-nums">{index + 1}</span>
            <RowText row={row} />
            <span className="ml-auto flex flex-none items-center">
              <IconButton
                label={`Move ${row.name} up`}
                disabledReason={readOnly ?? (index === 0 ? 'It is the first already.' : null)}
                onClick={() => step(row, -1)}
              >
                <ArrowUp aria-hidden />
              </IconButton>
              <IconButton
                label={`Move ${row.name} down`}
                disabledReason={readOnly ?? (index === rows.length - 1 ? 'It is the last already.' : null)}
                onClick={() => step(row, 1)}
              >
                <ArrowDown aria-hidden />
              </IconButton>
              <IconButton
                label={`Remove ${row.name}`}
                disabledReason={readOnly ?? keeps[row.kind]}
                onClick={() => onRemove(row)}
              >
                <Trash2 aria-hidden />
              </IconButton>
            </span>
          </GridListItem>
        ) : (
          <GridListItem id={id} textValue={String(id)} />
        )
      }}
    </GridList>
  )
}

const keeps: Record<PriorityRow['kind'], string | null> = {
  entra: 'The built-in source has to stay: without it Graph undoes the whole change.',
  foreign: 'The console does not know this kind of entry and leaves it as it is.',
  connection: null,
  stale: null,
}

function RowText({ row }: { row: PriorityRow }) {
  return (
    <span className="grid min-w-0 gap-0.5">
      <span className="flex flex-wrap items-center gap-2">
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
