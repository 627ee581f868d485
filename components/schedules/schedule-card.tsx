'use client'

import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Chip } from '@/components/ui/chip'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { ProblemNote } from '@/components/ui/problem-note'
import { problemOf } from '@/components/ui/problem-of'
import type { ScheduleView } from '@/lib/model/schedules/view'
import { zonedTime } from '@/lib/model/schedules/zoned-time'
import { unwrap } from '@/lib/web/fetch'
import { deleteSchedule, pauseSchedule, resumeSchedule } from './actions'
import { ScheduleDialog } from './lazy'
import type { Followed } from './rhythm-fields'
import { ScheduleEvents } from './schedule-events'
import { ScheduleFacts } from './schedule-facts'

interface Props {
  connectionId: string
  runType: ScheduleView['runType']
  schedule: ScheduleView | null
  /** The connections that it can follow. */
  others: readonly Followed[]
  /** Why this admin may not change it. */
  noEdit: string | null
  /** Why this admin may not pause it. */
  noPause: string | null
}

/** When runs start by themselves: in words, the next five runs, and the skipped ones. */
export function ScheduleCard({ connectionId, runType, schedule, others, noEdit, noPause }: Props) {
  const router = useRouter()
  const [open, setOpen] = useState<'edit' | 'delete' | null>(null)
  const which = { connectionId, runType }
  const onSuccess = () => router.refresh()
  const toggle = useMutation({
    mutationFn: () => unwrap(schedule?.paused ? resumeSchedule(which) : pauseSchedule(which)),
    onSuccess,
  })
  const remove = useMutation({
    mutationFn: () => unwrap(deleteSchedule(which)),
    onSuccess() {
      setOpen(null)
      onSuccess()
    },
  })
  const failure = problemOf(toggle.error)

  return (
    <Card
      title={titles[runType]}
      note={schedule ? undefined : 'Runs start only when somebody starts them'}
      bare={Boolean(schedule)}
      actions={
        schedule ? (
          <>
            <Button pending={toggle.isPending} disabledReason={noPause} onClick={() => toggle.mutate()}>
              {schedule.paused ? 'Resume schedule' : 'Pause schedule'}
            </Button>
            <Button disabledReason={noEdit} onClick={() => setOpen('edit')}>
              Change
            </Button>
            <Button look="quiet" disabledReason={noEdit} onClick={() => setOpen('delete')}>
              Delete
            </Button>
          </>
        ) : (
          <Button disabledReason={noEdit} onClick={() => setOpen('edit')}>
            Add a schedule
          </Button>
        )
      }
    >
      {schedule ? (
        <>
          <div className="grid gap-x-8 gap-y-4 p-4 sm:grid-cols-2">
            <div className="grid content-start gap-2">
              <p className="flex flex-wrap items-center gap-2 text-lg font-medium">
                {schedule.words}
                {schedule.paused && <Chip tone="warn">Paused</Chip>}
              </p>
              <ScheduleFacts schedule={schedule} />
            </div>
            <NextList schedule={schedule} />
          </div>
          {schedule.events.length > 0 && <ScheduleEvents connectionId={connectionId} schedule={schedule} />}
          {failure && <ProblemNote problem={failure} />}
        </>
      ) : (
        <p className="text-muted">{about[runType]}</p>
      )}
      {open === 'edit' && (
        <ScheduleDialog {...which} saved={schedule} others={others} onClose={() => setOpen(null)} />
      )}
      <ConfirmDialog
        open={open === 'delete'}
        title="Delete the schedule?"
        confirm="Delete schedule"
        pending={remove.isPending}
        problem={problemOf(remove.error)}
        onConfirm={() => remove.mutate()}
        onClose={() => setOpen(null)}
      >
        <p>
          Nothing starts by itself any more, and the record of skipped runs is deleted. Runs that have started
          go on, and the list of runs stays.
        </p>
      </ConfirmDialog>
    </Card>
  )
}

function NextList({ schedule: { next, paused, settings } }: { schedule: ScheduleView }) {
  return (
    <div>
      <h3 className="text-sm font-medium text-muted">Next runs</h3>
      {paused ? (
        <p>None while it is paused.</p>
      ) : settings.rule.kind === 'after' ? (
        <p>As soon as the other connection’s next run has succeeded.</p>
      ) : (
        <ol aria-label="The next runs" className="grid gap-0.5 tabular-nums">
          {next.map((at) => (
            <li key={at}>
              <time dateTime={at} suppressHydrationWarning>
                {zonedTime(new Date(at), settings.timeZone)}
              </time>
            </li>
          ))}
        </ol>
      )}
    </div>
  )
}

const titles: Record<ScheduleView['runType'], string> = {
  full: 'Schedule',
  incremental: 'Schedule of changes',
  groups: 'Schedule of groups',
}

const about: Record<ScheduleView['runType'], string> = {
  full: 'With a schedule the console reads the source again at the times you choose and sends what has changed. What fails or is skipped is shown here with its reason.',
  incremental:
    'With this schedule the console asks the source only for what has changed since the last good run. That is quick, and deletes nothing: a full run finds what is gone.',
  groups:
    'With a schedule the console reads the source of the groups again at the times you choose. What fails or is skipped is shown here with its reason.',
}
