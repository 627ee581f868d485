'use client'

import { Button } from './button'
import { ProblemNote } from './problem-note'
import type { Draft } from './use-draft'

type Saving = Pick<Draft<unknown>, 'state' | 'flush' | 'overwrite' | 'giveUp'>

/** The draft could not be saved: the console does not answer, or somebody else saved another one. */
export function DraftProblem({ draft }: { draft: Saving }) {
  const { problem } = draft.state
  if (!problem) return null
  const loadTheirs = () => {
    draft.giveUp()
    window.location.reload()
  }
  return (
    <ProblemNote
      title="The draft is not saved."
      problem={problem}
      actions={
        problem.field === 'draft' ? (
          <>
            <Button onClick={loadTheirs}>Load theirs</Button>
            <Button onClick={draft.overwrite}>Keep mine</Button>
          </>
        ) : (
          <Button onClick={draft.flush}>Save again</Button>
        )
      }
    />
  )
}
