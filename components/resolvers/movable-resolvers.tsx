'use client'

import { GripVertical } from 'lucide-react'
import { Button as DragButton } from 'react-aria-components/Button'
import { GridList, GridListItem } from 'react-aria-components/GridList'
import { useDragAndDrop } from 'react-aria-components/useDragAndDrop'
import { handleClass, type ListProps, ResolverRow, rowClass } from './resolver-row'

/** The list with everything that moves a row. Typing in a row's fields must not search or move about in the list. */
export function MovableResolvers({ rows, actions, readOnly, onOrder }: ListProps) {
  const { dragAndDropHooks } = useDragAndDrop({
    getItems: (keys) => [...keys].map((key) => ({ 'text/plain': String(key) })),
    onReorder({ keys, target }) {
      const moved = rows.map(({ entry }) => entry.key).filter((key) => keys.has(key))
      const rest = rows.map(({ entry }) => entry.key).filter((key) => !keys.has(key))
      const at = rest.indexOf(String(target.key)) + (target.dropPosition === 'after' ? 1 : 0)
      onOrder(rest.toSpliced(at, 0, ...moved))
    },
  })
  return (
    <GridList
      aria-label="Resolvers in order"
      items={rows.map((row) => ({ id: row.entry.key, row }))}
      dependencies={[rows, readOnly]}
      dragAndDropHooks={dragAndDropHooks}
      keyboardNavigationBehavior="tab"
      disallowTypeAhead
      className="outline-none [&_.react-aria-DropIndicator[data-drop-target]]:h-0.5 [&_.react-aria-DropIndicator[data-drop-target]]:bg-accent"
    >
      {({ row }) => (
        <GridListItem
          id={row.entry.key}
          textValue={`Resolver ${row.place}`}
          className={`${rowClass} ${row.open ? 'bg-accent-soft/40' : ''}`}
        >
          <ResolverRow
            row={row}
            actions={actions}
            readOnly={readOnly}
            handle={
              <DragButton slot="drag" aria-label={`Drag resolver ${row.place}`} className={handleClass}>
                <GripVertical className="size-4" aria-hidden />
              </DragButton>
            }
          />
        </GridListItem>
      )}
    </GridList>
  )
}
