'use client'

import type { FileRow } from '@/components/syncs/preview'
import { Card } from '@/components/ui/card'
import { Select } from '@/components/ui/select'
import { memberTypes } from '@/lib/model/groups/group'
import type { GroupFields } from '@/lib/model/groups/group-fields'
import { memberWords } from '@/lib/model/groups/member-words'
import { GroupRowsPreview } from './group-rows-preview'

type Name = 'groupId' | 'member' | 'kind' | 'displayName' | 'description'

const asked: { field: Name; label: string; none?: string; description: string }[] = [
  { field: 'groupId', label: 'Group id', description: 'What access lists of items name.' },
  {
    field: 'member',
    label: 'Member',
    description: 'User principal name or object id, or the id of a group.',
  },
  {
    field: 'kind',
    label: 'Kind of member',
    none: 'All are of one kind',
    description: 'user, group or externalGroup.',
  },
  {
    field: 'displayName',
    label: 'Name of the group',
    none: 'Its id, or as it is',
    description: 'The first row of a group counts.',
  },
  {
    field: 'description',
    label: 'Description of the group',
    none: 'As it is',
    description: 'The first row of a group counts.',
  },
]

const types = memberTypes.map((value) => ({ value, label: memberWords[value] }))
/** No field has this name: names are never empty. */
const nothing = ''

/** Which fields of a row name group and member, with what the first rows come to. */
export function GroupFieldsCard({
  columns,
  fields,
  rows,
  problem,
  readOnly,
  onChange,
}: {
  columns: readonly string[]
  fields: GroupFields
  rows: readonly FileRow[]
  problem: { field: string; message: string } | null
  readOnly: string | null
  onChange: (fields: GroupFields) => void
}) {
  const shared = { disabled: readOnly !== null, title: readOnly ?? undefined }
  const known = columns.map((column) => ({ value: column, label: column }))
  return (
    <Card title="2. Fields" note="Which field of a row says what">
      <div className="grid gap-4">
        <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
          {asked.map(({ field, label, none, description }) => (
            <Select
              key={field}
              label={label}
              description={description}
              value={fields[field] ?? nothing}
              options={none === undefined ? known : [{ value: nothing, label: none }, ...known]}
              problem={problem?.field === field ? problem.message : undefined}
              {...shared}
              onChange={(name) => onChange({ ...fields, [field]: name === nothing ? undefined : name })}
            />
          ))}
          <Select
            label={fields.kind ? 'Where the field is empty' : 'Members are'}
            description="What a member is whose row does not say it."
            value={fields.otherwise}
            options={types}
            {...shared}
            onChange={(otherwise) => onChange({ ...fields, otherwise })}
          />
        </div>
        {rows.length > 0 && !problem && <GroupRowsPreview rows={rows} fields={fields} />}
      </div>
    </Card>
  )
}
