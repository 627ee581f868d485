'use client'

import { Button } from '@/components/ui/button'
import { ProblemNote } from '@/components/ui/problem-note'
import type { useDraftSave } from './use-draft-save'

/** The draft could not be kept: because the console does not answer, or because somebody else saved theirs. */
export function DraftProblem({ save }: { save: ReturnType<typeof useDraftSave> }) {
  const { problem } = save.state
  if (!problem) return null
  return (
    <ProblemNote
      title="The draft is not saved."
      problem={problem}
      actions={
        problem.field === 'draft' ? (
          <>
            <Button onClick={() => location.reload()}>Load theirs</Button>
            <Button onClick={save.overwrite}>Keep mine</Button>
          </>
        ) : (
          <Button onClick={save.flush}>Save again</Button>
        )
      }
    />
  )
}
