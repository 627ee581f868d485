'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Note } from '@/components/ui/note'
import { Select } from '@/components/ui/select'
import { Table } from '@/components/ui/table'
import { TableHead } from '@/components/ui/table-head'
import type { ColumnDates } from '@/lib/model/mapping/date-order'
import type { MappingDraft } from '@/lib/model/mapping/mapping'
import type { MappingProblem } from '@/lib/model/mapping/mapping-problem'
import type { ConnectorSchema } from '@/lib/model/schema/schema'
import { ContentFields, ItemIdFields } from './item-fields'
import { AccessRulesEditor, OddValuesSummary, ReadersLintOf } from './lazy'
import { PropertyRow } from './property-row'
import { TimeZones } from './time-zones'

/** Which column fills what. `readOnly` says why this admin may not change it. */
export function MappingCard({
  mapping,
  columns,
  suggested,
  schema,
  people,
  dates,
  problems,
  readOnly,
  onChange,
}: {
  mapping: MappingDraft
  columns: string[]
  /** What their names suggest. */
  suggested: MappingDraft
  schema: ConnectorSchema
  people: boolean
  dates: Readonly<Record<string, ColumnDates>>
  problems: MappingProblem[]
  readOnly: string | null
  onChange: (mapping: MappingDraft) => void
}) {
  const problemAt = (field: string) => problems.find((problem) => problem.field === field)?.message
  const general = problems.filter(({ field }) => field === '' || field === 'properties')
  const accessProblems = problems.filter(({ field }) => field === 'access')
  const [odd, setOdd] = useState(false)
  const shared = { mapping, columns, readOnly, onChange }
  const setProperty = (name: string, how: MappingDraft['properties'][string] | null) => {
    const { [name]: _, ...others } = mapping.properties
    onChange({ ...mapping, properties: how ? { ...others, [name]: how } : others })
  }

  return (
    <Card
      title="2. Mapping"
      note="What fills which property"
      bare
      actions={
        <>
          {!readOnly && <Button onClick={() => onChange(byName(mapping, suggested))}>Map by name</Button>}
          <Button aria-pressed={odd} onClick={() => setOdd(!odd)}>
            Odd values
          </Button>
        </>
      }
    >
      <div className="grid gap-4 p-4 sm:grid-cols-2 lg:grid-cols-3">
        <ItemIdFields {...shared} problem={problemAt('itemId')} odd={odd} />
        {!people && <ContentFields {...shared} problem={problemAt('content')} odd={odd} />}
        <Access mapping={mapping} people={people} readOnly={readOnly} onChange={onChange} />
      </div>
      {!people && typeof mapping.access !== 'string' && (
        <AccessRulesEditor
          access={mapping.access}
          columns={columns}
          readOnly={readOnly}
          onChange={(access) => onChange({ ...mapping, access })}
        />
      )}
      {/* Nothing can be suspicious in the same readers for all. */}
      {!people && mapping.access !== 'everyoneExceptGuests' && <ReadersLintOf />}
      {accessProblems.length > 0 && (
        <div className="grid gap-2 px-4 pb-4">
          {accessProblems.map(({ message }) => (
            <Note key={message} tone="bad">
              {message}
            </Note>
          ))}
        </div>
      )}
      {general.length > 0 && (
        <div className="grid gap-2 px-4 pb-4">
          {general.map(({ severity, message }) => (
            <Note key={message} tone={severity === 'error' ? 'bad' : 'warn'}>
              {message}
            </Note>
          ))}
        </div>
      )}
      {odd && <OddValuesSummary />}
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
                odd={odd}
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

/** What is mapped stays; what has nothing yet gets the column of its name. */
const byName = (mapping: MappingDraft, suggested: MappingDraft): MappingDraft => ({
  ...mapping,
  itemId: mapping.itemId ?? suggested.itemId,
  content: mapping.content ?? suggested.content,
  properties: { ...suggested.properties, ...mapping.properties },
})

const accesses = [
  { value: 'everyoneExceptGuests', label: 'Everyone except guests' },
  { value: 'everyone', label: 'Everyone, guests too' },
  { value: 'rules', label: 'By rules' },
] as const

const firstRules: MappingDraft['access'] = {
  rules: [{ type: 'everyoneExceptGuests' }],
  missing: 'fail',
  whenEmpty: 'fail',
}

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
      onChange={(access) => onChange({ ...mapping, access: access === 'rules' ? firstRules : access })}
    />
  )
}
