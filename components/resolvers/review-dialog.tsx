'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Note } from '@/components/ui/note'
import { ProblemNote } from '@/components/ui/problem-note'
import { countText } from '@/lib/model/number-text'
import type { Problem } from '@/lib/model/problem'
import type { SetChange } from '@/lib/model/resolvers/set-changes'
import type { TestCase } from '@/lib/model/resolvers/test-case'
import { SetChanges } from './set-changes'

/** What a save would do, before it does. A test case that fails has to be overruled here, which is written down. */
export function ReviewDialog({
  changes,
  count,
  failing,
  unrun,
  reason,
  pending,
  problem,
  onSave,
  onClose,
}: {
  changes: readonly SetChange[]
  count: number
  failing: readonly TestCase[]
  /** They could not be run. */
  unrun: boolean
  /** Why it cannot be saved, test cases apart. */
  reason: string | null
  pending: boolean
  problem: Problem | null
  onSave: () => void
  onClose: () => void
}) {
  const [overruled, setOverruled] = useState(false)
  const held = failing.length > 0 && !overruled ? 'A test case fails. Change it, or overrule it above.' : null
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      busy={pending}
      title="Review the resolvers"
      footer={
        <>
          <Button onClick={onClose} disabledReason={pending ? 'Wait for the answer' : null}>
            Back to the editor
          </Button>
          <Button look="primary" pending={pending} disabledReason={reason ?? held} onClick={onSave}>
            Save {countText(count, 'resolver')}
          </Button>
        </>
      }
    >
      <p className="text-muted">
        The complete list is sent: {countText(count, 'resolver')}, numbered from 1. Nothing is sent when the
        list in Graph has changed meanwhile.
      </p>
      <SetChanges changes={changes} />
      {reason && (
        <Note tone="warn" title="It cannot be saved yet.">
          {reason}
        </Note>
      )}
      {failing.length > 0 && (
        <Note
          tone="bad"
          title={`${countText(failing.length, 'test case')} ${unrun ? 'not run' : failing.length === 1 ? 'fails' : 'fail'}.`}
        >
          <span className="grid gap-2">
            {failing.slice(0, 5).map(({ url }) => (
              <code key={url} className="text-sm [overflow-wrap:anywhere]">
                {url}
              </code>
            ))}
            <label className="flex items-center gap-2">
              <input
                type="checkbox"
                className="box"
                checked={overruled}
                onChange={(event) => setOverruled(event.target.checked)}
              />
              Save all the same; the activity log keeps it
            </label>
          </span>
        </Note>
      )}
      {problem && <ProblemNote title="Nothing was saved." problem={problem} />}
    </Dialog>
  )
}
