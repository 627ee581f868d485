import type { ReactNode } from 'react'
import { Dock } from '@/components/ui/dock'
import { RelativeTime } from '@/components/ui/relative-time'
import type { Draft } from '@/components/ui/use-draft'
import { countText } from '@/lib/model/number-text'
import type { RawResolver } from '@/lib/model/resolvers/graph-resolvers'
import type { Finding } from '@/lib/model/resolvers/lint/finding'
import type { ResolverSet } from '@/lib/model/resolvers/resolver-set'
import type { SetChange } from '@/lib/model/resolvers/set-changes'
import type { TestCase } from '@/lib/model/resolvers/test-case'
import { DraftState } from './lazy'
import type { Conflict } from './use-conflict'

export interface DockProps {
  connectionId: string
  set: ResolverSet
  changes: readonly SetChange[]
  findings: readonly Finding[]
  failing: readonly TestCase[]
  /** The test cases could not be run, so that all of them count as failing. */
  unrun: boolean
  /** The test cases have been run on what is in the editor. */
  ready: boolean
  readAt: string
  readOnly: string | null
  saving: Draft<ResolverSet>
  conflict: Conflict
  /** The list as Graph has it, as far as this page knows. */
  list: RawResolver[]
  onSet: (set: ResolverSet) => void
  /** The list in Graph is this one now; there is no draft any more. */
  onReload: (set: ResolverSet) => void
}

/** The dock of the resolvers: how many changes there are and what is wrong, beside its buttons. */
export function DockFrame({
  dock: { set, changes, findings, failing, unrun, readAt },
  notes,
  actions,
  saved,
  children,
}: {
  dock: DockProps
  notes?: ReactNode
  actions: ReactNode
  /** How far the draft is saved. */
  saved?: ReactNode
  children?: ReactNode
}) {
  const errors = findings.filter(({ severity }) => severity === 'error').length
  return (
    <Dock label="Save" notes={notes} actions={actions}>
      <span className="tabular-nums" role="status">
        {changes.length === 0
          ? 'No changes'
          : `${countText(changes.length, 'change')} to ${countText(set.entries.length, 'resolver')}`}
      </span>
      {(failing.length > 0 || findings.length > 0) && (
        <DraftState
          failing={failing.length}
          unrun={unrun}
          errors={errors}
          warnings={findings.length - errors}
        />
      )}
      <span className="text-sm text-muted max-sm:hidden">
        Read from Graph <RelativeTime at={readAt} />
        {saved}
      </span>
      {children}
    </Dock>
  )
}
