'use client'

import { GripVertical } from 'lucide-react'
import { Button as DragButton } from 'react-aria-components/Button'
import { GridList, GridListItem } from 'react-aria-components/GridList'
import { useDragAndDrop } from 'react-aria-components/useDragAndDrop'
import { useHydrated } from '@/components/ui/use-hydrated'
import { moveEntries, type PriorityRow } from '@/lib/model/source-priority'
import { PriorityRowContent, rowClass } from './priority-row'

interface Props {
  rows: PriorityRow[]
  readOnly: string | null
  onOrder: (rows: PriorityRow[]) => void
  onRemove: (row: PriorityRow) => void
}

const handleClass =
  'grid size-7 flex-none cursor-grab place-items-center rounded-md text-faint hover:text-ink'

/** Rows in order, moved by dragging, by the drag handle's keys (Enter, arrows, Enter), or by the arrow buttons. */
export function PriorityList(props: Props) {
  const hydrated = useHydrated()
  return hydrated ? <MovableList {...props} /> : <StillList {...props} />
}

/** The same rows as the server can write them. */
function StillList({ rows, readOnly }: Props) {
  const handle = readOnly ? null : (
    <span className={handleClass}>
      <GripVertical className="size-4" aria-hidden />
    </span>
  )
  return (
    <ul aria-label="Prioritized profile sources">
      {rows.map((row, index) => (
        <li key={row.url} className={rowClass}>
          <PriorityRowContent
            row={row}
            index={index}
            last={index === rows.length - 1}
            readOnly={readOnly}
            handle={handle}
            onStep={() => {}}
            onRemove={() => {}}
          />
        </li>
      ))}
    </ul>
  )
}

function MovableList({ rows, readOnly, onOrder, onRemove }: Props) {
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
      items={rows.map((row, index) => ({ id: row.url, row, index }))}
      dependencies={[rows, readOnly]}
      dragAndDropHooks={dragAndDropHooks}
      className="outline-none [&_.react-aria-DropIndicator[data-drop-target]]:h-0.5 [&_.react-aria-DropIndicator[data-drop-target]]:bg-accent"
    >
      {({ row, index }) => (
        <GridListItem id={row.url} textValue={row.name} className={rowClass}>
          <PriorityRowContent
            row={row}
            index={index}
            last={index === rows.length - 1}
            readOnly={readOnly}
            handle={
              !readOnly && (
                <DragButton slot="drag" aria-label={`Drag ${row.name}`} className={handleClass}>
                  <GripVertical className="size-4" aria-hidden />
                </DragButton>
              )
            }
            onStep={(by) => step(row, by)}
            onRemove={() => onRemove(row)}
          />
        </GridListItem>
      )}
    </GridList>
  )
}
