'use client'

import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { type FormEvent, useId, useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { ProblemNote } from '@/components/ui/problem-note'
import { problemOf } from '@/components/ui/problem-of'
import { Select } from '@/components/ui/select'
import { draftOf, newDraft, settingsOf } from '@/lib/model/schedules/draft'
import { previewOf } from '@/lib/model/schedules/preview'
import type { ScheduleView } from '@/lib/model/schedules/view'
import { unwrap } from '@/lib/web/fetch'
import { saveSchedule } from './actions'
import { BlackoutFields } from './blackout-fields'
import { NextRuns } from './next-runs'
import { RhythmFields } from './rhythm-fields'

const overlaps = [
  { value: 'skip', label: 'Leave the run out' },
  { value: 'queue', label: 'Start it when the other is over' },
] as const
const missing = [
  { value: 'catch-up', label: 'Run once as soon as a worker is back' },
  { value: 'skip', label: 'Wait for the next time' },
] as const

/** Makes or changes a schedule; shows the next five runs while one types. */
export function ScheduleDialog({
  connectionId,
  runType,
  saved,
  onClose,
}: {
  connectionId: string
  runType: ScheduleView['runType']
  saved: ScheduleView | null
  onClose: () => void
}) {
  const router = useRouter()
  const formId = useId()
  const form = useRef<HTMLFormElement>(null)
  const [draft, setDraft] = useState(() =>
    saved ? draftOf(saved.settings) : newDraft(Intl.DateTimeFormat().resolvedOptions().timeZone),
  )
  const [now] = useState(() => new Date())
  const { problems, words, next } = previewOf(draft, now)
  const change = (changes: Partial<typeof draft>) => setDraft((before) => ({ ...before, ...changes }))
  const save = useMutation({
    mutationFn: () => unwrap(saveSchedule({ connectionId, runType, settings: settingsOf(draft) })),
    onSuccess() {
      router.refresh()
      onClose()
    },
  })
  const failure = problemOf(save.error)

  function submit(event: FormEvent) {
    event.preventDefault()
    if (save.isPending) return
    if (problems.size === 0) return save.mutate()
    form.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus()
  }

  return (
    <Dialog
      open
      title={saved ? 'Change the schedule' : 'Add a schedule'}
      wide
      busy={save.isPending}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" type="submit" form={formId} pending={save.isPending}>
            Save schedule
          </Button>
        </>
      }
    >
      <form ref={form} id={formId} noValidate onSubmit={submit} className="grid gap-4">
        <RhythmFields draft={draft} problems={problems} onChange={change} />
        <NextRuns words={words} next={next} timeZone={draft.timeZone} />
        <div className="grid gap-4 sm:grid-cols-2">
          <Select
            label="While another sync goes on"
            value={draft.overlap}
            options={overlaps}
            onChange={(overlap) => change({ overlap })}
          />
          <Select
            label="Runs that were missed"
            value={draft.missed}
            options={missing}
            onChange={(missed) => change({ missed })}
          />
        </div>
        <BlackoutFields
          blackouts={draft.blackouts}
          problems={problems}
          onChange={(blackouts) => change({ blackouts })}
        />
        {failure && <ProblemNote problem={failure} title="The schedule was not saved." />}
      </form>
    </Dialog>
  )
}
