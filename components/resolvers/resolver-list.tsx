'use client'

import { GripVertical } from 'lucide-react'
import { useWhenWanted } from '@/components/ui/use-when-wanted'
import { handleClass, type ListProps, ResolverRow, rowClass } from './resolver-row'

// Dragging takes more code than the rest of the list.
const loadMovable = () => import('./movable-resolvers')

/** Resolvers in the order in which they are tried; moved by dragging, by the keys of the handle, or by the arrows. */
export function ResolverList(props: ListProps) {
  const { loaded, props: around } = useWhenWanted(loadMovable, { off: Boolean(props.readOnly) })
  const List = loaded?.MovableResolvers ?? StillResolvers
  return (
    <div {...around}>
      <List {...props} />
    </div>
  )
}

/** The same rows until somebody comes near them, and as who may not move them sees them. */
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
                <button type="button" aria-label={`Drag resolver ${row.place}`} className={handleClass}>
                  <GripVertical className="size-4" aria-hidden />
                </button>
              )
            }
          />
        </li>
      ))}
    </ol>
  )
}
