'use client'

import { Select } from '@/components/ui/select'
import { TextArea, TextField } from '@/components/ui/text-field'
import type { Property } from '@/lib/model/schema/schema'

const yesNo = [
  { value: '', label: 'No value' },
  { value: 'true', label: 'Yes' },
  { value: 'false', label: 'No' },
] as const

/** One property of an item, by its type. */
export function PropertyField({
  property: { name, type, labels },
  value,
  problem,
  onChange,
}: {
  property: Property
  value: string | string[]
  problem: string | null
  onChange: (value: string | string[]) => void
}) {
  const isList = type.endsWith('Collection')
  const described = [type, ...(labels?.length ? [`label ${labels.join(', ')}`] : [])].join(', ')
  const field = { label: name, problem }
  if (isList) {
    const lines = Array.isArray(value) ? value : value === '' ? [] : [value]
    return (
      <TextArea
        {...field}
        description={`${described}; one value in each line`}
        value={lines.join('\n')}
        onChange={(text) => onChange(text === '' ? [] : text.split('\n'))}
        rows={Math.min(8, Math.max(2, lines.length + 1))}
      />
    )
  }
  const text = Array.isArray(value) ? value.join('\n') : value
  if (type === 'boolean')
    return (
      <Select
        {...field}
        description={described}
        value={text as '' | 'true' | 'false'}
        onChange={onChange}
        options={yesNo}
      />
    )
  const hint = type === 'dateTime' ? `${described}, such as 2026-01-31T08:00:00Z` : described
  return text.includes('\n') || text.length > 120 ? (
    <TextArea {...field} description={hint} value={text} onChange={onChange} />
  ) : (
    <TextField {...field} description={hint} value={text} onChange={onChange} maxLength={100_000} />
  )
}
