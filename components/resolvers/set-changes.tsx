import type { ReactNode } from 'react'
import { Tag } from '@/components/ui/chip'
import type { SetChange } from '@/lib/model/resolvers/set-changes'
import { ResolverText } from './resolver-text'

/** What a save would do to the list in Graph, one resolver after the other. */
export function SetChanges({ changes }: { changes: readonly SetChange[] }) {
  return (
    <ul aria-label="Changes" className="grid gap-3">
      {changes.map((change) => (
        <li key={`${change.kind} ${'place' in change ? change.place : change.was}`} className="grid gap-1">
          <span className="flex items-center gap-2">
            <Tag accent={change.kind !== 'removed'}>{change.kind}</Tag>
            <span className="text-sm text-muted">{placeWords(change)}</span>
          </span>
          {change.kind === 'changed' ? (
            <span className="grid gap-2 sm:grid-cols-2">
              <Side title="In Graph">
                <ResolverText resolver={change.before} />
              </Side>
              <Side title="With this draft">
                <ResolverText resolver={change.resolver} />
              </Side>
            </span>
          ) : (
            <ResolverText resolver={change.resolver} />
          )}
        </li>
      ))}
    </ul>
  )
}

const Side = ({ title, children }: { title: string; children: ReactNode }) => (
  <span className="grid content-start gap-0.5 rounded-md bg-sunken px-2.5 py-2">
    <span className="text-xs font-medium text-muted">{title}</span>
    {children}
  </span>
)

function placeWords(change: SetChange) {
  if (change.kind === 'removed') return `was ${change.was}`
  if (change.kind === 'moved') return `to ${change.place}, was ${change.was}`
  return `at ${change.place}`
}
