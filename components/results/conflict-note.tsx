'use client'

import { useMutation } from '@tanstack/react-query'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Note } from '@/components/ui/note'
import { ProblemNote } from '@/components/ui/problem-note'
import { problemOf } from '@/components/ui/problem-of'
import type { Draft } from '@/components/ui/use-draft'
import { templateChanges } from '@/lib/model/results/changes'
import { draftsOf } from '@/lib/model/results/draft'
import type { DisplayTemplate, ResultsDraft } from '@/lib/model/results/template'
import { unwrap } from '@/lib/web/fetch'
import { discardResultsDraft } from './actions'
import { ChangeList } from './change-list'

/** Graph has other templates than when the editing began: what they changed beside what is edited here. */
export function ConflictNote({
  connectionId,
  draft,
  current,
  readOnly,
  saving,
  onTheirs,
  onMine,
}: {
  connectionId: string
  draft: ResultsDraft
  current: readonly DisplayTemplate[]
  readOnly: string | null
  saving: Draft<ResultsDraft>
  onTheirs: () => void
  onMine: () => void
}) {
  const discard = useMutation({
    mutationFn: async () =>
      unwrap(discardResultsDraft({ connectionId, version: await saving.lastVersion() })),
    onSuccess: onTheirs,
  })
  const problem = problemOf(discard.error)
  return (
    <section aria-label="Conflict" className="grid gap-4">
      <Note
        tone="warn"
        role="alert"
        title="Graph has other templates than when you began."
        actions={
          <>
            <Button pending={discard.isPending} disabledReason={readOnly} onClick={() => discard.mutate()}>
              Take what Graph has
            </Button>
            <Button disabledReason={readOnly} onClick={onMine}>
              Keep my draft
            </Button>
          </>
        }
      >
        Nothing is overwritten until you choose. If you keep yours, the next save replaces what Graph has.
      </Note>
      {problem && <ProblemNote problem={problem} />}
      <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-2">
        <Card title="Changed in Graph">
          <ChangeList changes={templateChanges(draftsOf(current), draft.base)} />
        </Card>
        <Card title="Changed in your draft">
          <ChangeList changes={templateChanges(draft.templates, draft.base)} />
        </Card>
      </div>
    </section>
  )
}
