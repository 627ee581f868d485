'use client'

import { GripVertical } from 'lucide-react'
import { Button as DragButton } from 'react-aria-components/Button'
import { GridList, GridListItem } from 'react-aria-components/GridList'
import { useDragAndDrop } from 'react-aria-components/useDragAndDrop'
import { moveEntries } from '@/lib/model/people/source-priority'
import { handleClass, type ListProps, PriorityRowContent, rowClass } from './priority-row'

/** The prioritized list with everything that moves a row. */
export function MovableList({ rows, readOnly, onOrder, onStep, onRemove }: ListProps) {
  const { dragAndDropHooks } = useDragAndDrop({
    isDisabled: readOnly !== null,
    getItems: (keys) => [...keys].map((key) => ({ 'text/plain': String(key) })),
    onReorder({ keys, target }) {
      const moved = rows.find(({ url }) => keys.has(url))
      if (!moved) return
      const wanted = moveEntries(
        rows,
        new Set([...keys].map(String)),
        String(target.key),
        target.dropPosition,
      )
      onOrder(wanted, moved)
    },
  })

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
              <DragButton slot="drag" aria-label={`Drag ${row.name}`} className={handleClass}>
                <GripVertical className="size-4" aria-hidden />
              </DragButton>
            }
            onStep={(by) => onStep(index, by)}
            onRemove={() => onRemove(row)}
          />
        </GridListItem>
      )}
    </GridList>
  )
}
