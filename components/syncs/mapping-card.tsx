'use client'

import { Card } from '@/components/ui/card'
import { Note } from '@/components/ui/note'
import { Select } from '@/components/ui/select'
import { Table } from '@/components/ui/table'
import { TableHead } from '@/components/ui/table-head'
import type { ColumnDates } from '@/lib/model/mapping/date-order'
import type { MappingDraft } from '@/lib/model/mapping/mapping'
import type { MappingProblem } from '@/lib/model/mapping/mapping-problem'
import type { ConnectorSchema } from '@/lib/model/schema/schema'
import { ColumnSelect } from './column-select'
import { PropertyRow } from './property-row'
import { TimeZones } from './time-zones'

/** Which column fills what. `readOnly` says why this admin may not change it. */
export function MappingCard({
  mapping,
  columns,
  schema,
  people,
  dates,
  problems,
  readOnly,
  onChange,
}: {
  mapping: MappingDraft
  columns: string[]
  schema: ConnectorSchema
  people: boolean
  dates: Readonly<Record<string, ColumnDates>>
  problems: MappingProblem[]
  readOnly: string | null
  onChange: (mapping: MappingDraft) => void
}) {
  const problemAt = (field: string) => problems.find((problem) => problem.field === field)?.message
  const general = problems.filter(({ field }) => field === '' || field === 'properties')
  const setProperty = (name: string, how: MappingDraft['properties'][string] | null) => {
    const { [name]: _, ...others } = mapping.properties
    onChange({ ...mapping, properties: how ? { ...others, [name]: how } : others })
  }

  return (
    <Card title="2. Mapping" note="Which column fills which property" bare>
      <div className="grid gap-4 p-4 sm:grid-cols-2 lg:grid-cols-3">
        <ColumnSelect
          label="Item id"
          columns={columns}
          value={columnOf(mapping.itemId)}
          none="Choose a column"
          description="Its value must be unique and stay the same."
          problem={problemAt('itemId')}
          disabledReason={readOnly}
          onChange={(column) => onChange({ ...mapping, itemId: column ? { column } : undefined })}
        />
        {!people && (
          <ColumnSelect
            label="Content"
            columns={columns}
            value={columnOf(mapping.content)}
            none="No content"
            description="The full text that Search and Copilot read."
            problem={problemAt('content')}
            disabledReason={readOnly}
            onChange={(column) =>
              onChange({
                ...mapping,
                content: column ? { column, type: mapping.content?.type ?? 'text' } : undefined,
              })
            }
          />
        )}
        <Access mapping={mapping} people={people} readOnly={readOnly} onChange={onChange} />
      </div>
      {general.length > 0 && (
        <div className="grid gap-2 px-4 pb-4">
          {general.map(({ severity, message }) => (
            <Note key={message} tone={severity === 'error' ? 'bad' : 'warn'}>
              {message}
            </Note>
          ))}
        </div>
      )}
      <TimeZones />
      <div className="border-t border-line">
        <Table label="Mapping of the properties">
          <TableHead
            columns={['Property', { name: 'Type', className: 'max-sm:hidden' }, 'Column', 'Split at']}
          />
          <tbody>
            {schema.properties.map((property) => (
              <PropertyRow
                key={property.name}
                property={property}
                how={mapping.properties[property.name]}
                columns={columns}
                dates={dates}
                problem={problemAt(property.name)}
                readOnly={readOnly}
                onChange={(how) => setProperty(property.name, how)}
              />
            ))}
          </tbody>
        </Table>
      </div>
    </Card>
  )
}

const columnOf = (from: { column: string } | object | undefined) =>
  from && 'column' in from ? from.column : ''

const accesses = [
  { value: 'everyoneExceptGuests', label: 'Everyone except guests' },
  { value: 'everyone', label: 'Everyone, guests too' },
  { value: 'rules', label: 'By rules' },
] as const

function Access({
  mapping,
  people,
  readOnly,
  onChange,
}: {
  mapping: MappingDraft
  people: boolean
  readOnly: string | null
  onChange: (mapping: MappingDraft) => void
}) {
  if (people) {
    return (
      <div className="grid content-start gap-1">
        <span className="font-medium">Who may read</span>
        <span className="py-1.5">Everyone</span>
        <span className="text-sm text-muted">People data is visible to the whole organization.</span>
      </div>
    )
  }
  return (
    <Select
      label="Who may read"
      value={typeof mapping.access === 'string' ? mapping.access : 'rules'}
      options={accesses}
      disabled={readOnly !== null}
      title={readOnly ?? undefined}
      onChange={(access) => access !== 'rules' && onChange({ ...mapping, access })}
    />
  )
}
