'use client'

import { useState } from 'react'
import { Tag } from '@/components/ui/chip'
import { TextField } from '@/components/ui/text-field'
import { personLabelOf } from '@/lib/model/labels/person-entities'
import type { ColumnDates } from '@/lib/model/mapping/date-order'
import type { PropertyMapping } from '@/lib/model/mapping/mapping'
import { defaultSeparator } from '@/lib/model/mapping/separator'

import { propertyTypes } from '@/lib/model/schema/property-types'
import type { Property, PropertyType } from '@/lib/model/schema/schema'
import { ColumnSelect, type Other } from './column-select'
import { asExpression } from './item-fields'
import { EntityFields, FormatFields, OddValuesOf, ValueFields } from './lazy'

/** One property of the schema and the column, or the columns of its profile entity, that fill it. */
export function PropertyRow({
  property,
  how,
  columns,
  dates,
  problem,
  odd,
  readOnly,
  onChange,
}: {
  property: Property
  how: PropertyMapping | undefined
  columns: string[]
  dates: Readonly<Record<string, ColumnDates>>
  problem?: string
  /** Whether odd values are shown. */
  odd: boolean
  readOnly: string | null
  onChange: (how: PropertyMapping | null) => void
}) {
  const entity = personLabelOf(property)
  const [opened, setOpened] = useState(false)
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
            property={property}
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
              offered={offered}
              other={how?.kind === 'expression' || how?.kind === 'constant' ? how.kind : undefined}
              onOther={(kind) => onChange(byOther(kind, how))}
              // What is typed says at its own field what is wrong with it.
              problem={how && how.kind !== 'column' ? undefined : problem}
              disabledReason={readOnly}
              onChange={(column) => onChange(column ? { ...keep(how), kind: 'column', column } : null)}
            />
            {how?.kind === 'column' && (
              <details
                open={dates[how.column] === 'ask' && formatted(property.type)}
                onToggle={(event) => setOpened(event.currentTarget.open)}
                className="rounded-md border border-line px-3 py-2"
              >
                <summary className="cursor-pointer text-sm text-muted">
                  {formatText(how, formatted(property.type) ? 'Format' : 'When empty')}
                </summary>
                <div className="grid gap-2 pt-2">
                  {formatted(property.type) && (
                    <FormatFields
                      key={how.column}
                      type={property.type}
                      dates={dates[how.column]}
                      how={how}
                      readOnly={readOnly}
                      onChange={onChange}
                    />
                  )}
                  {opened && (
                    <ValueFields property={property} how={how} readOnly={readOnly} onChange={onChange} />
                  )}
                </div>
              </details>
            )}
            {(how?.kind === 'expression' || how?.kind === 'constant') && (
              <ValueFields property={property} how={how} readOnly={readOnly} onChange={onChange} />
            )}
          </div>
        )}
        {odd && how && (
          <div className="pt-2">
            <OddValuesOf field={property.name} name={property.name} />
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
function formatText(
  { dateOrder, epoch, timeZone, decimal, yes, no, ...how }: PropertyMapping & { kind: 'column' },
  name: string,
) {
  const said = [
    dateOrder && (dateOrder === 'dayFirst' ? 'day first' : 'month first'),
    epoch && `${epoch} since 1970`,
    timeZone,
    decimal && (decimal === ',' ? 'decimal comma' : 'decimal dot'),
    yes && `yes: ${yes.join(', ')}`,
    no && `no: ${no.join(', ')}`,
    how.default && (name === 'Format' ? `when empty: ${how.default}` : how.default),
  ].filter(Boolean)
  return said.length > 0 ? `${name}: ${said.join('; ')}` : name
}

const offered = ['expression', 'constant'] as const

function byOther(kind: Other, how: PropertyMapping | undefined): PropertyMapping {
  if (kind === 'constant') return { ...keep(how), kind, value: '' }
  return { ...keep(how), kind, expression: how?.kind === 'column' ? asExpression(how.column) : '' }
}

const keep = (how: PropertyMapping | undefined) => ({ separator: how?.separator })
