'use client'

import { useState } from 'react'
import { Select } from '@/components/ui/select'
import { TextField } from '@/components/ui/text-field'
import type { ScheduleDraft } from '@/lib/model/schedules/draft'
import { dayNames } from '@/lib/model/schedules/words'

const rhythms = [
  { value: 'every', label: 'Every so many minutes or hours' },
  { value: 'daily', label: 'Every day' },
  { value: 'weekdays', label: 'Monday to Friday' },
  { value: 'weekly', label: 'Every week' },
  { value: 'cron', label: 'Cron expression' },
  { value: 'after', label: 'After another connection’s sync' },
] as const
const units = [
  { value: 'minutes', label: 'minutes' },
  { value: 'hours', label: 'hours' },
] as const
const days = dayNames.map((label, day) => ({ value: String(day), label }))

/** A connection that a schedule can follow. */
export interface Followed {
  id: string
  name: string
}

/** When it runs: a rhythm, what that needs to know, and the time zone. */
export function RhythmFields({
  draft,
  problems,
  others,
  onChange,
}: {
  draft: ScheduleDraft
  problems: ReadonlyMap<string, string>
  others: readonly Followed[]
  onChange: (changes: Partial<ScheduleDraft>) => void
}) {
  const { rhythm, every, unit, time, day, expression, follows, timeZone } = draft
  const problem = problems.get('rule')
  const [zones] = useState(() => zonesWith(timeZone))
  return (
    <>
      <Select label="Runs" value={rhythm} options={rhythms} onChange={(next) => onChange({ rhythm: next })} />
      {rhythm === 'every' && (
        <div className="grid grid-cols-2 gap-4">
          <TextField
            label="Every"
            name="rule"
            inputMode="numeric"
            value={every}
            onChange={(text) => onChange({ every: text })}
            problem={problem}
          />
          <Select label="Unit" value={unit} options={units} onChange={(next) => onChange({ unit: next })} />
        </div>
      )}
      {(rhythm === 'daily' || rhythm === 'weekdays' || rhythm === 'weekly') && (
        <div className="grid grid-cols-2 gap-4">
          {rhythm === 'weekly' && (
            <Select label="Day" value={day} options={days} onChange={(next) => onChange({ day: next })} />
          )}
          <TextField
            label="Time"
            name="rule"
            type="time"
            value={time}
            onChange={(text) => onChange({ time: text })}
            problem={problem && (time === '' ? 'Type a time such as 08:30.' : problem)}
          />
        </div>
      )}
      {rhythm === 'cron' && (
        <TextField
          label="Cron expression"
          name="rule"
          mono
          value={expression}
          onChange={(text) => onChange({ expression: text })}
          description="Minute, hour, day of the month, month, day of the week: 0 8,18 * * 1-5"
          problem={problem}
        />
      )}
      {rhythm === 'after' && (
        <Select
          label="Connection"
          name="follows"
          value={follows}
          options={followable(others, follows)}
          placeholder={others.length > 0 ? 'Choose a connection' : 'There is no other connection'}
          onChange={(next) => onChange({ follows: next })}
          description="Starts after each full run and each run of changes of it that succeeds."
          problem={problems.get('follows')}
        />
      )}
      <Select
        label="Time zone"
        name="timeZone"
        value={timeZone}
        options={zones}
        onChange={(next) => onChange({ timeZone: next })}
        description={
          rhythm === 'every'
            ? 'For times without runs. The interval itself is counted in real time.'
            : rhythm === 'after'
              ? 'For times without runs.'
              : 'Correct when the clocks change: no run comes twice and none is skipped.'
        }
        problem={problems.get('timeZone')}
      />
    </>
  )
}

/** Every zone that the browser knows, under its continent; the saved one too if it has another name here. */
function zonesWith(saved: string) {
  const known = new Set(['UTC', saved, ...Intl.supportedValuesOf('timeZone')])
  return [...known].sort().map((value) => {
    const [group, ...rest] = value.split('/')
    return {
      value,
      label: rest.join(' / ').replaceAll('_', ' ') || value,
      group: rest.length ? group : 'UTC',
    }
  })
}

/** The saved one too, when it is gone. */
const followable = (others: readonly Followed[], saved: string) =>
  [...others, ...(saved && !others.some(({ id }) => id === saved) ? [{ id: saved, name: saved }] : [])].map(
    ({ id, name }) => ({ value: id, label: name === id ? id : `${name} (${id})` }),
  )
