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
  people,
  value,
  problem,
  onChange,
}: {
  property: Property
  /** Its label tells what profile entity it holds. */
  people: boolean
  value: string | string[]
  problem: string | null
  onChange: (value: string | string[]) => void
}) {
  const isList = type.endsWith('Collection')
  const described = [type, ...(labels?.length ? [`label ${labels.join(', ')}`] : [])].join(', ')
  const field = { label: name, problem }
  const entity = people && labels?.length ? 'a profile entity as JSON' : null
  if (isList) {
    const lines = Array.isArray(value) ? value : value === '' ? [] : [value]
    return (
      <TextArea
        {...field}
        description={`${described}; ${entity ?? 'one value'} in each line`}
        value={lines.join('\n')}
        onChange={(text) => onChange(text === '' ? [] : text.split('\n'))}
        rows={Math.min(8, Math.max(2, lines.length + 1))}
        mono={entity !== null}
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
  return entity || text.includes('\n') || text.length > 120 ? (
    <TextArea
      {...field}
      description={entity ? `${described}; ${entity}` : hint}
      value={text}
      onChange={onChange}
      mono={entity !== null}
    />
  ) : (
    <TextField {...field} description={hint} value={text} onChange={onChange} maxLength={100_000} />
  )
}
