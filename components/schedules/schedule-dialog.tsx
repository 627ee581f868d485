'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { FormDialog } from '@/components/ui/form-dialog'
import { Select } from '@/components/ui/select'
import { useForm } from '@/components/ui/use-form'
import { draftOf, newDraft, type ScheduleDraft, settingsOf } from '@/lib/model/schedules/draft'
import { previewOf } from '@/lib/model/schedules/preview'
import type { ScheduleView } from '@/lib/model/schedules/view'
import { unwrap } from '@/lib/web/fetch'
import { saveSchedule } from './actions'
import { BlackoutFields } from './blackout-fields'
import { NextRuns } from './next-runs'
import { type Followed, RhythmFields } from './rhythm-fields'

const overlaps = [
  { value: 'skip', label: 'Skip the run' },
  { value: 'queue', label: 'Start it when the other is over' },
  { value: 'replace', label: 'Start the latest one when the other is over' },
] as const
const missing = [
  { value: 'catch-up', label: 'Run once as soon as a worker is back' },
  { value: 'skip', label: 'Wait for the next time' },
] as const

const toChoose = 'Choose the connection whose syncs start this one.'

// The dialog itself is loaded late, and its rules with it.
const loaded = async () => true

/** Creates or changes a schedule; shows the next five runs while one types. */
export function ScheduleDialog({
  connectionId,
  runType,
  saved,
  others,
  onClose,
}: {
  connectionId: string
  runType: ScheduleView['runType']
  saved: ScheduleView | null
  others: readonly Followed[]
  onClose: () => void
}) {
  const router = useRouter()
  const [begun] = useState(() =>
    saved ? draftOf(saved.settings) : newDraft(Intl.DateTimeFormat().resolvedOptions().timeZone),
  )
  const nameOf = (id: string) => others.find((one) => one.id === id)?.name ?? id
  const [now] = useState(() => new Date())
  const form = useForm({
    saved: begun,
    load: loaded,
    complete: (draft: ScheduleDraft) => ({ ...draft, ...previewOf(draft, now, nameOf) }),
    check: ({ problems }) => problems,
    send: (draft) => unwrap(saveSchedule({ connectionId, runType, settings: settingsOf(draft) })),
    onSent() {
      router.refresh()
      onClose()
    },
  })
  const { values: draft, put } = form
  const problems = new Map(draft.problems)
  // Nobody has had a chance to choose when it appears.
  problems.delete('follows')
  for (const field of ['follows', 'blackouts'] as const) {
    const refused = form.problem(field)
    if (refused) problems.set(field, refused)
  }

  return (
    <FormDialog
      form={form}
      title={saved ? 'Change the schedule' : 'Add a schedule'}
      submit="Save schedule"
      failed="The schedule was not saved."
      wide
      onClose={onClose}
    >
      <RhythmFields draft={draft} problems={problems} others={others} onChange={put} />
      <NextRuns
        words={draft.words ?? (draft.rhythm === 'after' && draft.follows === '' ? toChoose : null)}
        next={draft.next}
        timeZone={draft.timeZone}
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <Select
          label="While another sync goes on"
          value={draft.overlap}
          options={overlaps}
          onChange={(overlap) => put({ overlap })}
        />
        {draft.rhythm !== 'after' && (
          <Select
            label="Runs that were missed"
            value={draft.missed}
            options={missing}
            onChange={(missed) => put({ missed })}
          />
        )}
      </div>
      <BlackoutFields
        blackouts={draft.blackouts}
        problems={problems}
        onChange={(blackouts) => put({ blackouts })}
      />
    </FormDialog>
  )
}
