'use client'

import { Select } from '@/components/ui/select'

/** Chooses a column of the file. A chosen column that the file lacks stays visible, marked as missing. */
export function ColumnSelect({
  label,
  hideLabel,
  columns,
  value,
  none,
  description,
  problem,
  disabledReason,
  onChange,
}: {
  label: string
  hideLabel?: boolean
  columns: string[]
  value: string
  none: string
  description?: string
  problem?: string
  disabledReason: string | null
  onChange: (column: string) => void
}) {
  const missing = value !== '' && !columns.includes(value)
  // A column may be called anything, so the options carry numbers and not names.
  const options = [
    { value: 'none', label: none },
    ...columns.map((column, index) => ({ value: String(index), label: column })),
    ...(missing ? [{ value: 'missing', label: `${value} (not in this file)` }] : []),
  ]
  const chosen = missing ? 'missing' : value === '' ? 'none' : String(columns.indexOf(value))

  return (
    <Select
      label={label}
      hideLabel={hideLabel}
      value={chosen}
      options={options}
      description={description}
      problem={problem}
      disabled={disabledReason !== null}
      title={disabledReason ?? undefined}
      onChange={(option) => option !== 'missing' && onChange(columns[Number(option)] ?? '')}
    />
  )
}
