'use client'

import { useRouter } from 'next/navigation'
import { Button } from '@/components/ui/button'
import { ProblemNote } from '@/components/ui/problem-note'
import type { useAutosave } from './use-autosave'

/** The draft could not be kept: because the console does not answer, or because somebody else saved theirs. */
export function SaveProblem({ autosave }: { autosave: ReturnType<typeof useAutosave> }) {
  const router = useRouter()
  const { problem } = autosave.state
  if (!problem) return null
  const overtaken = problem.field === 'draft'
  return (
    <ProblemNote
      title="The draft is not saved."
      problem={problem}
      actions={
        overtaken ? (
          <>
            <Button
              onClick={() => {
                autosave.giveUp()
                router.refresh()
              }}
            >
              Load theirs
            </Button>
            <Button onClick={autosave.overwrite}>Keep mine</Button>
          </>
        ) : (
          <Button onClick={autosave.flush}>Save again</Button>
        )
      }
    />
  )
}
