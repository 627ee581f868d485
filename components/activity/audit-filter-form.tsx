'use client'

import { useRouter } from 'next/navigation'
import { type FormEvent, useState } from 'react'
import { Button } from '@/components/ui/button'
import { LinkButton } from '@/components/ui/link-button'
import { Select } from '@/components/ui/select'
import { TextField } from '@/components/ui/text-field'
import type { AuditFilter } from '@/lib/model/activity/filter'
import { writeFilter } from '@/lib/model/filter-address'
import { actionWords } from './action-words'

const outcomes = [
  { value: '', label: 'Any outcome' },
  { value: 'done', label: 'Done' },
  { value: 'refused', label: 'Refused' },
  { value: 'failed', label: 'Failed' },
  { value: 'begun', label: 'Begun, no outcome' },
] as const

/** Which entries to show. The filter stands in the address, so that it can be sent to somebody. */
export function AuditFilterForm({ filter, actions }: { filter: AuditFilter; actions: readonly string[] }) {
  const router = useRouter()
  const [values, setValues] = useState<Record<string, string>>({ ...filter })
  const put = (name: keyof AuditFilter) => (text: string) =>
    setValues((before) => ({ ...before, [name]: text }))
  const of = (name: keyof AuditFilter) => values[name] ?? ''
  const known = filter.action && !actions.includes(filter.action) ? [...actions, filter.action] : actions

  function submit(event: FormEvent) {
    event.preventDefault()
    router.push(`/activity${writeFilter(values)}`)
  }
  return (
    <search>
      <form
        onSubmit={submit}
        className="grid grid-cols-2 items-end gap-2 sm:grid-cols-3 lg:grid-cols-[repeat(6,minmax(0,1fr))_auto]"
      >
        <TextField label="Who" value={of('who')} onChange={put('who')} maxLength={200} />
        <Select
          label="What"
          value={of('action')}
          onChange={put('action')}
          options={[
            { value: '', label: 'Anything' },
            ...known.map((action) => ({ value: action, label: actionWords(action) })),
          ]}
        />
        <TextField label="On" value={of('target')} onChange={put('target')} maxLength={200} />
        <Select label="Outcome" value={of('outcome')} onChange={put('outcome')} options={outcomes} />
        <TextField label="From" type="date" value={of('from')} onChange={put('from')} />
        <TextField label="To" type="date" value={of('to')} onChange={put('to')} />
        <span className="flex gap-2">
          <Button type="submit">Filter</Button>
          {Object.keys(filter).length > 0 && (
            <LinkButton look="quiet" href="/activity">
              Clear
            </LinkButton>
          )}
        </span>
      </form>
    </search>
  )
}
