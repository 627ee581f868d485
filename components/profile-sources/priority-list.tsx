'use client'

import { GripVertical } from 'lucide-react'
import { useLater } from '@/components/ui/use-later'
import { handleClass, type ListProps, PriorityRowContent, rowClass } from './priority-row'

// Dragging takes more code than the rest of the page.
const loadMovable = () => import('./movable-list')
const loadNothing = async () => undefined

/** Rows in order, moved by dragging, by the drag handle's keys (Enter, arrows, Enter), or by the arrow buttons. */
export function PriorityList(props: Omit<ListProps, 'onStep'>) {
  const { rows, readOnly, onOrder } = props
  const movable = useLater<Awaited<ReturnType<typeof loadMovable>> | undefined>(
    readOnly ? loadNothing : loadMovable,
  )
  const List = movable?.MovableList ?? StillList
  const step = (index: number, by: -1 | 1) => {
    const row = rows[index]
    if (row && rows[index + by]) onOrder(rows.toSpliced(index, 1).toSpliced(index + by, 0, row), row)
  }
  return <List {...props} onStep={step} />
}

/** The same rows as the server can write them, and as who may not move them sees them. */
function StillList({ rows, readOnly, onStep, onRemove }: ListProps) {
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
            onStep={(by) => onStep(index, by)}
            onRemove={() => onRemove(row)}
          />
        </li>
      ))}
    </ul>
  )
}
