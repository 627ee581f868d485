'use client'

import { GripVertical } from 'lucide-react'
import { useWhenWanted } from '@/components/ui/use-when-wanted'
import { handleClass, type ListProps, PriorityRowContent, rowClass } from './priority-row'

// Dragging takes half as much code as the rest of the page.
const loadMovable = () => import('./movable-list')

/** Rows in order, moved by dragging, by the drag handle's keys (Enter, arrows, Enter), or by the arrow buttons. */
export function PriorityList(props: Omit<ListProps, 'onStep'>) {
  const { rows, readOnly, onOrder } = props
  const { loaded, props: around } = useWhenWanted(loadMovable, { off: readOnly !== null })
  const List = loaded?.MovableList ?? StillList
  const step = (index: number, by: -1 | 1) => {
    const row = rows[index]
    if (row && rows[index + by]) onOrder(rows.toSpliced(index, 1).toSpliced(index + by, 0, row), row)
  }
  return (
    <div {...around}>
      <List {...props} onStep={step} />
    </div>
  )
}

/** The same rows until somebody comes near them, and as who may not move them sees them. */
function StillList({ rows, readOnly, onStep, onRemove }: ListProps) {
  return (
    <ul aria-label="Prioritized profile sources">
      {rows.map((row, index) => (
        <li key={row.url} className={rowClass}>
          <PriorityRowContent
            row={row}
            index={index}
            last={index === rows.length - 1}
            readOnly={readOnly}
            handle={
              readOnly ? null : (
                <button type="button" aria-label={`Drag ${row.name}`} className={handleClass}>
                  <GripVertical className="size-4" aria-hidden />
                </button>
              )
            }
            onStep={(by) => onStep(index, by)}
            onRemove={() => onRemove(row)}
          />
        </li>
      ))}
    </ul>
  )
}
