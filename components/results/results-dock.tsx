'use client'

import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useMemo, useState, useTransition } from 'react'
import { Button } from '@/components/ui/button'
import { Chip } from '@/components/ui/chip'
import { Dock } from '@/components/ui/dock'
import { DraftStatus } from '@/components/ui/draft-status'
import { PlainButton } from '@/components/ui/plain-button'
import { ProblemNote } from '@/components/ui/problem-note'
import { problemOf } from '@/components/ui/problem-of'
import { countText } from '@/lib/model/number-text'
import { templateChanges } from '@/lib/model/results/changes'
import type { TemplateProblem } from '@/lib/model/results/check-templates'
import type { DisplayTemplate } from '@/lib/model/results/template'
import { unwrap } from '@/lib/web/fetch'
import { discardResultsDraft, submitTemplates } from './actions'
import { DiscardDialog, DraftProblem, ReviewTemplates } from './lazy'
import { begin, type useResultsDraft } from './use-results-draft'

/** What a save would do, before it is clicked; and the way back. */
export function ResultsDock({
  connectionId,
  results,
  current,
  problems,
  isChecked,
  readOnly,
  onProblem,
}: {
  connectionId: string
  results: ReturnType<typeof useResultsDraft>
  current: readonly DisplayTemplate[]
  problems: readonly TemplateProblem[]
  isChecked: boolean
  readOnly: string | null
  onProblem: (template: number) => void
}) {
  const { draft, changed, conflict, saving, adopt } = results
  const router = useRouter()
  const [dialog, setDialog] = useState<'review' | 'discard' | null>(null)
  const [refreshing, startRefresh] = useTransition()
  const changes = useMemo(() => templateChanges(draft.templates, draft.base), [draft])
  const errors = problems.filter(({ severity }) => severity === 'error')
  const warnings = problems.length - errors.length

  const submit = useMutation({
    mutationFn: async () => {
      // What is sent is the saved draft; one that cannot be saved says so in the dock.
      if (!(await saving.flush())) return null
      return unwrap(submitTemplates({ ...draft, connectionId, version: saving.known().version }))
    },
    onSuccess: (done) => {
      // A draft that cannot be saved says so in the dock.
      setDialog(null)
      if (!done) return
      adopt(begin(done.templates), null)
      startRefresh(() => router.refresh())
    },
    // A conflict shows beside the draft, from what Graph has now.
    onError: () => startRefresh(() => router.refresh()),
  })
  const [first] = errors
  const reason =
    readOnly ??
    (conflict ? 'Choose first which templates to keep.' : null) ??
    (first ? (errors.length === 1 ? first.message : `${errors.length} errors to fix first.`) : null) ??
    (changed ? null : 'Nothing has changed.') ??
    (isChecked ? null : 'The templates are being checked.')
  const refused = problemOf(submit.error)
  const shown = dialog === null ? refused : null

  return (
    <Dock
      label="Save"
      notes={
        (saving.state.problem || shown) && (
          <>
            {saving.state.problem && <DraftProblem draft={saving} />}
            {shown && <ProblemNote title="Nothing was saved to Graph." problem={shown} />}
          </>
        )
      }
      actions={
        <>
          {!readOnly && changed && (
            <Button look="quiet" onClick={() => setDialog('discard')}>
              Discard draft
            </Button>
          )}
          <Button
            disabledReason={draft.templates.length === 0 ? 'There is no template to export.' : null}
            onClick={() => exportTemplates(connectionId, results)}
          >
            Export
          </Button>
          <Button
            look="primary"
            pending={submit.isPending || refreshing}
            disabledReason={reason}
            onClick={() => setDialog('review')}
          >
            Review and save
          </Button>
        </>
      }
    >
      <span className="tabular-nums">
        {draft.templates.length} of 2 <span className="max-sm:sr-only">templates</span>
      </span>
      {first && (
        <PlainButton className="cursor-pointer rounded-full" onClick={() => onProblem(first.template)}>
          <Chip tone="bad">{countText(errors.length, 'error')}</Chip>
        </PlainButton>
      )}
      {warnings > 0 && <Chip tone="warn">{countText(warnings, 'warning')}</Chip>}
      <Chip tone="plain">{changed ? countText(changes.length, 'change') : 'No changes'}</Chip>
      <span className="text-sm text-muted">
        <DraftStatus state={saving.state} />
      </span>
      {dialog === 'review' && (
        <ReviewTemplates
          changes={changes}
          pending={submit.isPending}
          problem={refused}
          reason={reason}
          onSubmit={() => submit.mutate()}
          onClose={() => setDialog(null)}
        />
      )}
      {dialog === 'discard' && (
        <DiscardDialog
          discard={async () =>
            unwrap(discardResultsDraft({ connectionId, version: await saving.lastVersion() }))
          }
          onDiscarded={() => {
            setDialog(null)
            adopt(begin(current), null)
            startRefresh(() => router.refresh())
          }}
          onClose={() => setDialog(null)}
        >
          The editor goes back to what Graph has. What you changed is lost.
        </DiscardDialog>
      )}
    </Dock>
  )
}

/** The body that a save would send, as a file. A layout that cannot be read goes along as its text. */
async function exportTemplates(connectionId: string, { draft }: ReturnType<typeof useResultsDraft>) {
  const [{ graphTemplates }, { readCardText }] = await Promise.all([
    import('@/lib/model/results/graph-templates'),
    import('@/lib/model/results/read-card'),
  ])
  const broken = draft.templates.some(({ layout }) => readCardText(layout).problem)
  const body = broken
    ? { drafts: draft.templates }
    : { searchSettings: { searchResultTemplates: graphTemplates(draft.templates, draft.base) } }
  const url = URL.createObjectURL(new Blob([JSON.stringify(body, null, 2)], { type: 'application/json' }))
  const link = Object.assign(document.createElement('a'), {
    href: url,
    download: `${connectionId}-templates.json`,
  })
  link.click()
  URL.revokeObjectURL(url)
}
