'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dock } from '@/components/ui/dock'
import { ProblemNote } from '@/components/ui/problem-note'
import { problemOf } from '@/components/ui/problem-of'
import { RelativeTime } from '@/components/ui/relative-time'
import type { Draft } from '@/components/ui/use-draft'
import { countText } from '@/lib/model/number-text'
import type { RawResolver } from '@/lib/model/resolvers/graph-resolvers'
import type { Finding } from '@/lib/model/resolvers/lint/finding'
import { openSet } from '@/lib/model/resolvers/resolver-list'
import type { ResolverSet } from '@/lib/model/resolvers/resolver-set'
import type { SetChange } from '@/lib/model/resolvers/set-changes'
import type { TestCase } from '@/lib/model/resolvers/test-case'
import { DraftActions, DraftProblem, DraftState, SaveDialogs } from './lazy'
import type { Conflict } from './use-conflict'
import { useSubmitResolvers } from './use-submit-resolvers'

/** What a save would do, what holds it back, and the save itself. */
export function SaveDock({
  connectionId,
  set,
  changes,
  findings,
  failing,
  unrun,
  ready,
  readAt,
  readOnly,
  saving,
  conflict,
  list,
  onSet,
  onReload,
}: {
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
}) {
  const [dialog, setDialog] = useState<'review' | 'discard' | null>(null)
  const submit = useSubmitResolvers({
    connectionId,
    set,
    failing,
    saving,
    onAnswered: () => setDialog(null),
    onStored: (stored) => onReload(openSet(stored)),
    onConflict: conflict.compare,
  })
  const { status, savedAt } = saving.state
  const errors = findings.filter(({ severity }) => severity === 'error')
  const warnings = findings.length - errors.length
  const count = set.entries.length
  const refused = conflict.problem ?? problemOf(submit.error)
  const shown = dialog === null && refused?.field !== 'resolvers' ? refused : null
  const reason =
    readOnly ??
    (changes.length === 0 ? 'Nothing has changed.' : null) ??
    (errors[0] ? errorReason(errors) : null) ??
    (ready ? null : 'The test cases are being run.')
  const held =
    reason ??
    (failing.length > 0 ? 'Save waits for the test: change it, or overrule it in the review.' : null)
  const editing = !readOnly && changes.length > 0

  return (
    <Dock
      label="Save"
      notes={
        (saving.state.problem || shown) && (
          <>
            {saving.state.problem && <DraftProblem draft={saving} />}
            {shown && <ProblemNote title="The resolvers were not saved." problem={shown} />}
          </>
        )
      }
      actions={
        <>
          {editing && (
            <DraftActions held={held !== null} errors={errors.length} ready={ready} onOpen={setDialog} />
          )}
          <Button
            look="primary"
            pending={submit.isPending}
            disabledReason={held}
            onClick={() => setDialog('review')}
          >
            Save {countText(count, 'resolver')}
          </Button>
        </>
      }
    >
      <span className="tabular-nums" role="status">
        {changes.length === 0
          ? 'No changes'
          : `${countText(changes.length, 'change')} to ${countText(count, 'resolver')}`}
      </span>
      {(failing.length > 0 || findings.length > 0) && (
        <DraftState failing={failing.length} unrun={unrun} errors={errors.length} warnings={warnings} />
      )}
      <span className="text-sm text-muted max-sm:hidden">
        Read from Graph <RelativeTime at={readAt} />
        {(status === 'waiting' || status === 'saving') && ', saving the draft…'}
        {status === 'saved' && savedAt && changes.length > 0 && ', draft saved'}
      </span>
      {(dialog || conflict.merged) && (
        <SaveDialogs
          connectionId={connectionId}
          dialog={dialog}
          onClose={() => setDialog(null)}
          changes={changes}
          count={count}
          failing={failing}
          unrun={unrun}
          reason={reason}
          refused={refused}
          submit={submit}
          saving={saving}
          conflict={conflict}
          list={list}
          onSet={onSet}
          onReload={onReload}
        />
      )}
    </Dock>
  )
}

const errorReason = (errors: readonly Finding[]) =>
  errors.length === 1 ? (errors[0]?.message ?? null) : `${errors.length} errors to fix first.`
