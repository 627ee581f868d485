'use client'

import { Select } from '@/components/ui/select'

/** What a value can come from, besides a column. */
export type Other = 'expression' | 'constant'

const others = {
  expression: { value: 'expression', label: 'An expression …' },
  constant: { value: 'constant', label: 'The same for all …' },
} as const

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
  offered = [],
  other,
  onOther,
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
  /** What else can be chosen, what of it is, and what happens then. */
  offered?: readonly Other[]
  other?: Other
  onOther?: (other: Other) => void
  onChange: (column: string) => void
}) {
  const missing = value !== '' && !columns.includes(value)
  // A column may be called anything, so the options carry numbers and not names.
  const options = [
    { value: 'none', label: none },
    ...offered.map((one) => others[one]),
    ...columns.map((column, index) => ({ value: String(index), label: column })),
    ...(missing ? [{ value: 'missing', label: `${value} (not in this file)` }] : []),
  ]
  const chosen = other ?? (missing ? 'missing' : value === '' ? 'none' : String(columns.indexOf(value)))

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
      onChange={(option) => {
        const chosenOther = offered.find((one) => one === option)
        if (chosenOther) onOther?.(chosenOther)
        else if (option !== 'missing') onChange(columns[Number(option)] ?? '')
      }}
    />
  )
}
