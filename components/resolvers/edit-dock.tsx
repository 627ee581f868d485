'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { ProblemNote } from '@/components/ui/problem-note'
import { problemOf } from '@/components/ui/problem-of'
import { countText } from '@/lib/model/number-text'
import type { Finding } from '@/lib/model/resolvers/lint/finding'
import { openSet } from '@/lib/model/resolvers/resolver-list'
import { DockFrame, type DockProps } from './dock-frame'
import { DraftActions, DraftProblem, SaveDialogs } from './lazy'
import { useSubmitResolvers } from './use-submit-resolvers'

/** What a save would do, what holds it back, and the save itself. */
export function EditDock(props: DockProps) {
  const { connectionId, set, changes, findings, failing, unrun, ready, readOnly } = props
  const { saving, conflict, list, onSet, onReload } = props
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
    <DockFrame
      dock={props}
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
      saved={
        <>
          {(status === 'waiting' || status === 'saving') && ', saving the draft…'}
          {status === 'saved' && savedAt && changes.length > 0 && ', draft saved'}
        </>
      }
    >
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
    </DockFrame>
  )
}

const errorReason = (errors: readonly Finding[]) =>
  errors.length === 1 ? (errors[0]?.message ?? null) : `${errors.length} errors to fix first.`
