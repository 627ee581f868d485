'use client'

import { X } from 'lucide-react'
import { IconButton } from '@/components/ui/icon-button'
import { Select } from '@/components/ui/select'
import type { ColumnDates, DateOrder } from '@/lib/model/mapping/date-order'
import { entityDateOrders } from '@/lib/model/mapping/entity-dates'
import type { PropertyMapping } from '@/lib/model/mapping/mapping'
import { entityFields } from '@/lib/model/people/people'
import type { Property } from '@/lib/model/schema/schema'
import { ColumnSelect } from './column-select'

const dateOrders = [
  { value: 'dayFirst', label: 'Day first, like 31.12.2025' },
  { value: 'monthFirst', label: 'Month first, like 12/31/2025' },
] as const

type EntityMapping = PropertyMapping & { kind: 'entity' }

/** The fields of a profile entity and the columns that fill them. Required fields are always shown. */
export function EntityFields({
  property,
  label,
  how,
  columns,
  dates,
  problem,
  readOnly,
  onChange,
}: {
  property: Property
  label: string
  how: EntityMapping
  columns: string[]
  dates: Readonly<Record<string, ColumnDates>>
  problem?: string
  readOnly: string | null
  onChange: (how: EntityMapping) => void
}) {
  const { name } = property
  const fields = entityFields(label)
  const shown = fields.filter(({ path, required }) => required || path in how.fields)
  const rows = shown.length > 0 ? shown : fields.slice(0, 1)
  const more = fields.filter((field) => !rows.includes(field))
  const set = (path: string, column: string) => {
    const { [path]: _, ...others } = how.fields
    const next = { ...how, fields: column ? { ...others, [path]: column } : others }
    onChange(entityDateOrders(property, next, dates))
  }

  return (
    <div className="grid gap-1.5">
      {rows.map(({ path, title, type }, index) => (
        <div key={path} className="flex flex-wrap items-start gap-x-2 sm:flex-nowrap">
          <span className="w-36 flex-none pt-1.5 text-sm text-muted max-sm:w-full" title={path}>
            {title}
          </span>
          <div className="min-w-0 flex-1">
            <ColumnSelect
              label={`Column for ${name}: ${title}`}
              hideLabel
              columns={columns}
              value={how.fields[path] ?? ''}
              none="Leave empty"
              problem={index === 0 ? problem : undefined}
              disabledReason={readOnly}
              onChange={(column) => set(path, column)}
            />
            {type === 'date' && <DatesOf column={how.fields[path]} {...{ how, dates, readOnly, onChange }} />}
          </div>
          {!readOnly && how.fields[path] && (
            <IconButton label={`Leave ${title} empty`} onClick={() => set(path, '')}>
              <X aria-hidden />
            </IconButton>
          )}
        </div>
      ))}
      {!readOnly && more.length > 0 && (
        <div className="max-w-60">
          <Select
            label={`Add a field to ${name}`}
            hideLabel
            value=""
            placeholder="Add a field …"
            options={more.map(({ path, title }) => ({ value: path, label: title }))}
            onChange={(path) => set(path, columns[0] ?? '')}
          />
        </div>
      )}
    </div>
  )
}

/** Asks for the order of the dates of a column, where it has such dates. */
function DatesOf({
  column,
  how,
  dates,
  readOnly,
  onChange,
}: {
  column: string | undefined
  how: EntityMapping
  dates: Readonly<Record<string, ColumnDates>>
  readOnly: string | null
  onChange: (how: EntityMapping) => void
}) {
  if (!column || !dates[column]) return null
  const choose = (order: string) => {
    const { [column]: _, ...others } = how.dateOrders ?? {}
    const next: Record<string, DateOrder> = others
    if (order === 'dayFirst' || order === 'monthFirst') next[column] = order
    onChange({ ...how, dateOrders: next })
  }
  return (
    <div className="mt-1.5">
      <Select
        label={`Dates of ${column}`}
        value={how.dateOrders?.[column] ?? ''}
        options={[{ value: '', label: 'Choose how dates are written' }, ...dateOrders]}
        disabled={readOnly !== null}
        title={readOnly ?? undefined}
        onChange={choose}
      />
    </div>
  )
}
