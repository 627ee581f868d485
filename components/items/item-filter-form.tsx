'use client'

import { useRouter } from 'next/navigation'
import { type FormEvent, useState } from 'react'
import { FilterButtons } from '@/components/ui/filter-buttons'
import { Select } from '@/components/ui/select'
import { TextField } from '@/components/ui/text-field'
import { writeFilter } from '@/lib/model/filter-address'
import type { ItemFilter } from '@/lib/model/items/item-list'

const states = [
  { value: '', label: 'Any state' },
  { value: 'owed', label: 'To be sent again' },
  { value: 'failed', label: 'Failed in the last run' },
] as const

/** Which items to show. The filter stands in the address, so that it can be sent to somebody. */
export function ItemFilterForm({
  base,
  filter,
  masked,
}: {
  /** The address of the list. */
  base: string
  filter: ItemFilter
  /** Words are of contents that this reader does not see. */
  masked: boolean
}) {
  const router = useRouter()
  const [values, setValues] = useState<Record<string, string>>({ ...filter })
  const put = (name: keyof ItemFilter) => (text: string) =>
    setValues((before) => ({ ...before, [name]: text }))
  const of = (name: keyof ItemFilter) => values[name] ?? ''

  function submit(event: FormEvent) {
    event.preventDefault()
    router.push(`${base}${writeFilter(values)}`)
  }
  return (
    <search>
      <form
        onSubmit={submit}
        className="grid grid-cols-2 items-end gap-2 lg:grid-cols-[repeat(3,minmax(0,1fr))_auto]"
      >
        <TextField label="Id begins with" value={of('id')} onChange={put('id')} maxLength={128} />
        {!masked && (
          <TextField
            label="Words of title or link"
            value={of('words')}
            onChange={put('words')}
            maxLength={200}
          />
        )}
        <Select label="State" value={of('state')} onChange={put('state')} options={states} />
        <FilterButtons base={base} filtered={Object.keys(filter).length > 0} />
      </form>
    </search>
  )
}
