'use client'

import { useRouter } from 'next/navigation'
import { type FormEvent, useState } from 'react'
import { FilterButtons } from '@/components/ui/filter-buttons'
import { Select } from '@/components/ui/select'
import { TextField } from '@/components/ui/text-field'
import type { FailingState } from '@/lib/model/debts/failing'
import type { FailingFilter } from '@/lib/model/debts/failing-filter'
import { writeFilter } from '@/lib/model/filter-address'
import { numberText } from '@/lib/model/number-text'

/** Which failing records to show. The filter stands in the address, so that it can be sent to somebody. */
export function FailingFilterForm({
  base,
  filter,
  counts,
  masked,
}: {
  /** The address of the list. */
  base: string
  filter: FailingFilter
  counts: Record<FailingState, number>
  /** Words are of contents that this reader does not see. */
  masked: boolean
}) {
  const router = useRouter()
  const [state, setState] = useState<string>(filter.state ?? '')
  const [words, setWords] = useState(filter.words ?? '')
  const all = counts.tried + counts.stuck + counts.aside

  function submit(event: FormEvent) {
    event.preventDefault()
    router.push(`${base}${writeFilter({ state, words })}`)
  }
  return (
    <search>
      <form
        onSubmit={submit}
        className="grid grid-cols-1 items-end gap-2 sm:grid-cols-2 lg:grid-cols-[repeat(2,minmax(0,1fr))_auto]"
      >
        {!masked && (
          <TextField label="Text of id or message" value={words} onChange={setWords} maxLength={200} />
        )}
        <Select
          label="State"
          value={state}
          onChange={setState}
          options={[
            { value: '', label: `Any state (${numberText(all)})` },
            { value: 'tried', label: `Tried again by each run (${numberText(counts.tried)})` },
            { value: 'stuck', label: `Waits for a person (${numberText(counts.stuck)})` },
            { value: 'aside', label: `Set aside (${numberText(counts.aside)})` },
          ]}
        />
        <FilterButtons base={base} filtered={Object.keys(filter).length > 0} />
      </form>
    </search>
  )
}
