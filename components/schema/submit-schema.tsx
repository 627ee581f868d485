'use client'

import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import { Button } from '@/components/ui/button'
import { ProblemNote } from '@/components/ui/problem-note'
import { problemOf } from '@/components/ui/problem-of'
import type { Draft } from '@/components/ui/use-draft'
import type { SchemaChange } from '@/lib/model/schema/diff'
import type { SchemaProblem } from '@/lib/model/schema/rules/problem'
import type { ConnectorSchema } from '@/lib/model/schema/schema'
import { unwrap } from '@/lib/web/fetch'
import { discardDraft, submitSchema } from './actions'
import { DiscardDialog, FirstReview, ReviewDialog } from './lazy'

/** The buttons of the dock: discard, review, submit; each disabled one says why. */
export function SubmitSchema({
  connectionId,
  schema,
  registered,
  problems,
  changes,
  items,
  reason,
  readOnly,
  saving,
  onDiscarded,
}: {
  connectionId: string
  schema: ConnectorSchema
  registered: ConnectorSchema | null
  problems: readonly SchemaProblem[]
  changes: readonly SchemaChange[] | null
  items: number
  reason: string | null
  readOnly: string | null
  saving: Draft<ConnectorSchema>
  onDiscarded: () => void
}) {
  const router = useRouter()
  const [dialog, setDialog] = useState<'review' | 'discard' | null>(null)
  const [refreshing, startRefresh] = useTransition()
  const submit = useMutation({
    mutationFn: async () => {
      // What is sent is the saved draft; a draft that cannot be saved says so on the page.
      if (await saving.flush()) return unwrap(submitSchema({ connectionId, schema }))
      return null
    },
    onSuccess: (started) => {
      setDialog(null)
      if (!started) return
      window.scrollTo({ top: 0 })
      startRefresh(() => router.refresh())
    },
  })
  const pending = submit.isPending || refreshing
  const submitReason = reason ?? submitLock(problems, changes)
  const refused = problemOf(submit.error)
  const hasDraft = changes ? changes.length > 0 : schema.properties.length > 0

  return (
    <>
      {refused && dialog === null && (
        <div className="basis-full">
          <ProblemNote title="The schema was not submitted." problem={refused} />
        </div>
      )}
      {!readOnly && hasDraft && (
        <Button look="quiet" onClick={() => setDialog('discard')}>
          Discard draft
        </Button>
      )}
      {changes && (
        // The submit button opens the same review, and a small screen has room for one button.
        <span className="max-sm:hidden">
          <Button
            disabledReason={changes.length === 0 ? 'Nothing has changed.' : null}
            onClick={() => setDialog('review')}
          >
            Review changes
          </Button>
        </span>
      )}
      <Button
        look="primary"
        pending={pending}
        disabledReason={submitReason}
        onClick={() => setDialog('review')}
      >
        {registered ? 'Submit changes' : 'Submit schema'}
      </Button>
      {dialog === 'review' && changes && (
        <ReviewDialog
          changes={changes}
          items={items}
          pending={pending}
          problem={refused}
          submitReason={submitReason}
          onSubmit={() => submit.mutate()}
          onClose={() => setDialog(null)}
        />
      )}
      {dialog === 'review' && !changes && (
        <FirstReview
          schema={schema}
          problems={problems}
          pending={pending}
          problem={refused}
          submitReason={submitReason}
          onSubmit={() => submit.mutate()}
          onClose={() => setDialog(null)}
        />
      )}
      {dialog === 'discard' && (
        <DiscardDialog
          discard={() => unwrap(discardDraft({ connectionId }))}
          onDiscarded={() => {
            setDialog(null)
            onDiscarded()
            startRefresh(() => router.refresh())
          }}
          onClose={() => setDialog(null)}
        >
          {registered
            ? 'The editor goes back to the registered schema.'
            : 'Nothing is registered yet, so the editor is empty afterwards.'}{' '}
          What you changed is lost.
        </DiscardDialog>
      )}
    </>
  )
}

function submitLock(problems: readonly SchemaProblem[], changes: readonly SchemaChange[] | null) {
  const errors = problems.filter(({ severity }) => severity === 'error')
  const [first] = errors
  if (first && errors.length === 1) return first.message
  if (first) return `${errors.length} errors to fix first.`
  return changes?.length === 0 ? 'Nothing has changed.' : null
}
