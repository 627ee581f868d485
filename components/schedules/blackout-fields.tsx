'use client'

import { Plus, X } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { IconButton } from '@/components/ui/icon-button'
import { Select } from '@/components/ui/select'
import { TextField } from '@/components/ui/text-field'
import type { BlackoutDraft } from '@/lib/model/schedules/draft'
import { dayNames } from '@/lib/model/schedules/words'

const sets: { value: string; label: string }[] = [
  { value: '0,1,2,3,4,5,6', label: 'Every day' },
  { value: '1,2,3,4,5', label: 'Monday to Friday' },
  { value: '0,6', label: 'Saturday and Sunday' },
  ...dayNames.map((label, day) => ({ value: String(day), label })),
]

const keyOf = (days: readonly number[]) => [...days].sort().join(',')

/** Times in which nothing starts. */
export function BlackoutFields({
  blackouts,
  problems,
  onChange,
}: {
  blackouts: BlackoutDraft[]
  problems: ReadonlyMap<string, string>
  onChange: (blackouts: BlackoutDraft[]) => void
}) {
  const change = (at: number, changes: Partial<BlackoutDraft>) =>
    onChange(blackouts.map((one, n) => (n === at ? { ...one, ...changes } : one)))
  const problem = problems.get('blackouts')
  return (
    <fieldset name="blackouts" tabIndex={-1} className="grid gap-2">
      <legend className="mb-1 font-medium">
        Times without runs <span className="font-normal text-muted">(optional)</span>
      </legend>
      {blackouts.map((blackout, n) => (
        <div
          // biome-ignore lint/suspicious/noArrayIndexKey: they have no name but their place
          key={n}
          className="grid grid-cols-[minmax(0,1fr)_8.5rem_8.5rem_auto] items-start gap-2 max-sm:grid-cols-[1fr_1fr_auto]"
        >
          <div className="max-sm:col-span-3">
            <Select
              label={`Days of time ${n + 1}`}
              hideLabel
              value={keyOf(blackout.days)}
              options={withOwn(blackout.days)}
              onChange={(value) => change(n, { days: value.split(',').map(Number) })}
            />
          </div>
          <TextField
            label={`From, time ${n + 1}`}
            name={`blackouts.${n}`}
            hideLabel
            type="time"
            value={blackout.from}
            onChange={(from) => change(n, { from })}
            problem={problems.get(`blackouts.${n}`)}
          />
          <TextField
            label={`To, time ${n + 1}`}
            hideLabel
            type="time"
            value={blackout.to}
            onChange={(to) => change(n, { to })}
          />
          <IconButton
            label={`Remove time ${n + 1}`}
            onClick={() => onChange(blackouts.filter((_, other) => other !== n))}
          >
            <X aria-hidden />
          </IconButton>
        </div>
      ))}
      {problem && <p className="text-sm text-bad">{problem}</p>}
      <div>
        <Button
          disabledReason={blackouts.length >= 10 ? 'There are 10, which is the most.' : null}
          onClick={() => onChange([...blackouts, { days: [1, 2, 3, 4, 5], from: '08:00', to: '18:00' }])}
        >
          <Plus aria-hidden />
          Add a time
        </Button>
      </div>
    </fieldset>
  )
}

/** A set of days that another program saved has no name of its own. */
function withOwn(days: readonly number[]) {
  const value = keyOf(days)
  if (sets.some((set) => set.value === value)) return sets
  return [...sets, { value, label: days.map((day) => dayNames[day]?.slice(0, 3)).join(', ') }]
}
