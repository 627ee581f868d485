'use client'

import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Note } from '@/components/ui/note'
import { ProblemNote } from '@/components/ui/problem-note'
import type { Problem } from '@/lib/model/problem'
import type { TemplateChange } from '@/lib/model/results/changes'
import { ChangeList } from './change-list'

/** What a save changes in Graph. Saving is one click further. */
export function ReviewTemplates({
  changes,
  pending,
  problem,
  reason,
  onSubmit,
  onClose,
}: {
  changes: readonly TemplateChange[]
  pending: boolean
  problem: Problem | null
  reason: string | null
  onSubmit: () => void
  onClose: () => void
}) {
  return (
    <Dialog
      open
      wide
      title="Changes to the result templates"
      busy={pending}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Back to the templates</Button>
          <Button look="primary" pending={pending} disabledReason={reason} onClick={onSubmit}>
            Save templates
          </Button>
        </>
      }
    >
      <Note>The whole list is written to Graph. Search may take a while to show it.</Note>
      <ChangeList changes={changes} />
      {problem && <ProblemNote title="Nothing was saved to Graph." problem={problem} />}
    </Dialog>
  )
}
