'use client'

import { Tag } from '@/components/ui/chip'
import { Select } from '@/components/ui/select'
import { TextField } from '@/components/ui/text-field'
import type { ColumnDates } from '@/lib/model/mapping/date-order'
import type { PropertyMapping } from '@/lib/model/mapping/mapping'
import { defaultSeparator } from '@/lib/model/mapping/separator'
import { personLabelOf } from '@/lib/model/people/people'
import { propertyTypes } from '@/lib/model/schema/property-types'
import type { Property } from '@/lib/model/schema/schema'
import { ColumnSelect } from './column-select'
import { EntityFields } from './entity-fields'

/** One property of the schema and the column, or the columns of its profile entity, that fill it. */
export function PropertyRow({
  property,
  how,
  columns,
  dates,
  problem,
  readOnly,
  onChange,
}: {
  property: Property
  how: PropertyMapping | undefined
  columns: string[]
  dates: Readonly<Record<string, ColumnDates>>
  problem?: string
  readOnly: string | null
  onChange: (how: PropertyMapping | null) => void
}) {
  const entity = personLabelOf(property)
  const collection = propertyTypes[property.type].collection
  return (
    <tr className="*:align-top!">
      <th scope="row" className="text-left font-normal">
        <span className="grid justify-items-start gap-1 pt-1.5">
          <span className="font-mono">{property.name}</span>
          {property.labels?.map((label) => (
            <Tag key={label} accent>
              {label}
            </Tag>
          ))}
        </span>
      </th>
      <td className="pt-3.5! text-muted max-sm:hidden">{entity ? 'profile entity' : property.type}</td>
      <td className="min-w-44 whitespace-normal sm:min-w-64">
        {entity ? (
          <EntityFields
            property={property.name}
            label={entity}
            how={how?.kind === 'entity' ? how : { kind: 'entity', fields: {} }}
            columns={columns}
            problem={problem}
            readOnly={readOnly}
            onChange={(next) => onChange(Object.keys(next.fields).length > 0 ? next : null)}
          />
        ) : (
          <div className="grid gap-2">
            <ColumnSelect
              label={`Column for ${property.name}`}
              hideLabel
              columns={columns}
              value={how?.kind === 'column' ? how.column : ''}
              none="Leave empty"
              problem={problem}
              disabledReason={readOnly}
              onChange={(column) => onChange(column ? { ...keep(how), kind: 'column', column } : null)}
            />
            {how?.kind === 'column' && property.type.startsWith('dateTime') && dates[how.column] && (
              <Select
                label={`Dates of ${how.column}`}
                value={how.dateOrder ?? ''}
                options={orders}
                disabled={readOnly !== null}
                title={readOnly ?? undefined}
                onChange={(order) => onChange({ ...how, dateOrder: order || undefined })}
              />
            )}
          </div>
        )}
      </td>
      <td className="w-24">
        {collection && how && (
          <TextField
            label={`Separator for ${property.name}`}
            hideLabel
            mono
            maxLength={5}
            placeholder={defaultSeparator}
            value={how.separator ?? ''}
            readOnly={readOnly !== null}
            onChange={(separator) => onChange({ ...how, separator: separator || undefined })}
          />
        )}
      </td>
    </tr>
  )
}

const orders = [
  { value: '', label: 'Choose the order' },
  { value: 'dayFirst', label: 'Day first, like 31.12.2025' },
  { value: 'monthFirst', label: 'Month first, like 12/31/2025' },
] as const

const keep = (how: PropertyMapping | undefined) => ({ separator: how?.separator })
