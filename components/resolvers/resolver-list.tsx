'use client'

import { GripVertical } from 'lucide-react'
import { useLater } from '@/components/ui/use-later'
import { handleClass, type ListProps, ResolverRow, rowClass } from './resolver-row'

// Dragging takes more code than the rest of the list.
const loadMovable = () => import('./movable-resolvers')
const loadNothing = async () => undefined

/** Resolvers in the order in which they are tried; moved by dragging, by the keys of the handle, or by the arrows. */
export function ResolverList(props: ListProps) {
  const movable = useLater<Awaited<ReturnType<typeof loadMovable>> | undefined>(
    props.readOnly ? loadNothing : loadMovable,
  )
  const List = movable?.MovableResolvers ?? StillResolvers
  return <List {...props} />
}

/** The same rows as the server can write them, and as who may not move them sees them. */
function StillResolvers({ rows, actions, readOnly }: ListProps) {
  return (
    <ol aria-label="Resolvers in order">
      {rows.map((row) => (
        <li key={row.entry.key} className={`${rowClass} ${row.open ? 'bg-accent-soft/40' : ''}`}>
          <ResolverRow
            row={row}
            actions={actions}
            readOnly={readOnly}
            handle={
              readOnly ? null : (
                <span className={handleClass}>
                  <GripVertical className="size-4" aria-hidden />
                </span>
              )
            }
          />
        </li>
      ))}
    </ol>
  )
}
