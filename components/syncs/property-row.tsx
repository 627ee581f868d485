'use client'

import { Tag } from '@/components/ui/chip'
import { TextField } from '@/components/ui/text-field'
import type { ColumnDates } from '@/lib/model/mapping/date-order'
import type { PropertyMapping } from '@/lib/model/mapping/mapping'
import { defaultSeparator } from '@/lib/model/mapping/separator'
import { personLabelOf } from '@/lib/model/people/people'
import { propertyTypes } from '@/lib/model/schema/property-types'
import type { Property, PropertyType } from '@/lib/model/schema/schema'
import { ColumnSelect } from './column-select'
import { EntityFields } from './entity-fields'
import { FormatFields } from './format-fields'

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
            dates={dates}
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
            {how?.kind === 'column' && formatted(property.type) && (
              <details open={dates[how.column] === 'ask'} className="rounded-md border border-line px-3 py-2">
                <summary className="cursor-pointer text-sm text-muted">{formatText(how)}</summary>
                <div className="grid gap-2 pt-2">
                  <FormatFields
                    key={how.column}
                    type={property.type}
                    dates={dates[how.column]}
                    how={how}
                    readOnly={readOnly}
                    onChange={onChange}
                  />
                </div>
              </details>
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

const formatted = (type: PropertyType) => /^(dateTime|int64|double|boolean)/.test(type)

/** What was said about the format, as one line. */
function formatText({ dateOrder, epoch, timeZone, decimal, yes, no }: PropertyMapping & { kind: 'column' }) {
  const said = [
    dateOrder && (dateOrder === 'dayFirst' ? 'day first' : 'month first'),
    epoch && `${epoch} since 1970`,
    timeZone,
    decimal && (decimal === ',' ? 'decimal comma' : 'decimal dot'),
    yes && `yes: ${yes.join(', ')}`,
    no && `no: ${no.join(', ')}`,
  ].filter(Boolean)
  return said.length > 0 ? `Format: ${said.join('; ')}` : 'Format'
}

const keep = (how: PropertyMapping | undefined) => ({ separator: how?.separator })
