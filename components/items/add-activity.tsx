'use client'

import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { problemOf } from '@/components/ui/problem-of'
import { Select } from '@/components/ui/select'
import { TextField } from '@/components/ui/text-field'
import type { ActivityType } from '@/lib/model/items/activity'
import { unwrap } from '@/lib/web/fetch'
import { addActivity } from './actions'
import { PersonPicker } from './person-picker'

const types: { value: ActivityType; label: string }[] = [
  { value: 'viewed', label: 'Viewed' },
  { value: 'modified', label: 'Modified' },
  { value: 'created', label: 'Created' },
  { value: 'commented', label: 'Commented' },
]

/** Tells Graph what somebody did with an item. */
export function AddActivity({
  connectionId,
  itemId,
  refused,
}: {
  connectionId: string
  itemId: string
  /** Why this admin may not. */
  refused: string | null
}) {
  const [type, setType] = useState<ActivityType>('viewed')
  const [person, setPerson] = useState('')
  const [at, setAt] = useState('')
  const add = useMutation({
    mutationFn: (time: Date) =>
      unwrap(
        addActivity({
          connectionId,
          itemId,
          activity: { type, person: person.trim(), at: time.toISOString() },
        }),
      ),
  })
  const problem = problemOf(add.error)
  const told = (field: string) => (problem?.field?.endsWith(field) ? problem.message : null)

  function submit(event: FormEvent) {
    event.preventDefault()
    if (refused || add.isPending || person.trim() === '') return
    // A browser gives out what it cannot read as a time as nothing.
    add.mutate(at === '' ? new Date() : new Date(at))
  }
  return (
    <Card title="Activities" note="What people did with it in its own system">
      <form aria-label="Add an activity" className="grid gap-3" onSubmit={submit}>
        <div className="grid items-start gap-2 sm:grid-cols-[10rem_minmax(0,1fr)_14rem]">
          <Select label="Activity" value={type} onChange={setType} options={types} />
          <PersonPicker
            connectionId={connectionId}
            words={person}
            onWords={setPerson}
            onPick={({ account }) => setPerson(account)}
            refused={refused}
            problem={told('person')}
          />
          <TextField
            label="When"
            optional
            type="datetime-local"
            value={at}
            onChange={setAt}
            description="Empty: now. Only the last seven days count."
            problem={told('at')}
          />
        </div>
        <p className="text-sm text-warn">
          To send the same again adds it again: Graph counts both, lists none of them and deletes none.
        </p>
        <div className="flex flex-wrap items-center gap-3">
          <Button
            type="submit"
            pending={add.isPending}
            disabledReason={refused ?? (person.trim() === '' ? 'Write who it was first' : null)}
          >
            Add activity
          </Button>
          <span role="status" className="text-sm text-muted">
            {add.isSuccess && `Graph has it, of ${add.data.person}. Sent again, it would count twice.`}
          </span>
        </div>
        {problem && !told('person') && !told('at') && (
          <p role="alert" className="text-sm text-bad">
            {problem.message}
          </p>
        )}
      </form>
    </Card>
  )
}
