'use client'

import { Button } from '@/components/ui/button'
import { Note } from '@/components/ui/note'
import { ProblemNote } from '@/components/ui/problem-note'
import { RelativeTime } from '@/components/ui/relative-time'
import type { Conflict } from './use-conflict'

/** What to know of the resolvers on this page before they are edited. */
export function WorkbenchNotes({
  draft,
  stale,
  readOnly,
  conflict,
  failed,
  onAgain,
}: {
  /** A draft that somebody else has saved. */
  draft: { savedAt: string; savedBy: string } | null
  /** Graph has another list by now than the one that the draft began with. */
  stale: boolean
  readOnly: string | null
  conflict: Conflict
  /** Why the links are not checked. */
  failed: string | null
  onAgain: () => void
}) {
  return (
    <>
      {readOnly && <Note title="Read only.">{readOnly}</Note>}
      {draft && (
        <Note title={`This is a draft of ${draft.savedBy}.`}>
          It was saved <RelativeTime at={draft.savedAt} />, and Graph does not have it yet.{' '}
          {readOnly ? '' : 'What you change here goes into it.'}
        </Note>
      )}
      {stale && (
        <Note
          tone="warn"
          title="The resolvers in Graph have changed since this draft began."
          actions={
            <Button pending={conflict.comparing} disabledReason={readOnly} onClick={() => conflict.compare()}>
              Compare now
            </Button>
          }
        >
          The draft is put on top of them; nothing of either side is lost.
        </Note>
      )}
      {failed && (
        <ProblemNote
          title="The links are not checked, and the test cases are not run."
          problem={{ message: failed }}
          actions={<Button onClick={onAgain}>Check again</Button>}
        />
      )}
    </>
  )
}
