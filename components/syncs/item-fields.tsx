'use client'

import type { ReactNode } from 'react'
import { Select } from '@/components/ui/select'
import type { MappingDraft } from '@/lib/model/mapping/mapping'
import { ColumnSelect } from './column-select'
import { ExpressionField, OddValuesOf } from './lazy'

interface Shared {
  columns: string[]
  problem?: string
  /** Whether odd values are shown. */
  odd: boolean
  readOnly: string | null
}

interface Props extends Shared {
  mapping: MappingDraft
  onChange: (mapping: MappingDraft) => void
}

export const ItemIdFields = ({ mapping, onChange, ...shared }: Props) => (
  <FromFields
    {...shared}
    label="Item id"
    field="item id"
    name="the item id"
    none="Choose a column"
    description="Its value must be unique and stay the same."
    from={mapping.itemId}
    onChange={(itemId) => onChange({ ...mapping, itemId })}
  />
)

const contentTypes = [
  { value: 'text', label: 'Plain text' },
  { value: 'html', label: 'HTML' },
] as const

export function ContentFields({ mapping, onChange, ...shared }: Props) {
  const { content } = mapping
  const type = content?.type ?? 'text'
  return (
    <FromFields
      {...shared}
      label="Content"
      field="the content"
      name="the content"
      none="No content"
      description="The full text that Search and Copilot read."
      from={content}
      onChange={(from) => onChange({ ...mapping, content: from && { ...from, type } })}
    >
      {content && (
        <Select
          label="Content is"
          value={content.type}
          options={contentTypes}
          disabled={shared.readOnly !== null}
          title={shared.readOnly ?? undefined}
          onChange={(chosen) => onChange({ ...mapping, content: { ...content, type: chosen } })}
        />
      )}
    </FromFields>
  )
}

type From = { column: string } | { expression: string }

const offered = ['expression'] as const

/** A column or an expression that fills something which every item has. */
function FromFields({
  label,
  field,
  name,
  none,
  description,
  from,
  columns,
  problem,
  odd,
  readOnly,
  children,
  onChange,
}: Shared & {
  label: string
  /** What it fills, as `expressionsOf` calls it. */
  field: string
  /** The same in a sentence. */
  name: string
  none: string
  description: string
  from: From | undefined
  children?: ReactNode
  onChange: (from: From | undefined) => void
}) {
  const column = from && 'column' in from ? from.column : ''
  const expression = from && 'expression' in from ? from.expression : undefined
  return (
    <div className="grid content-start gap-2">
      <ColumnSelect
        label={label}
        columns={columns}
        value={column}
        none={none}
        description={description}
        // An expression says at its own field what is wrong with it.
        problem={expression === undefined ? problem : undefined}
        disabledReason={readOnly}
        offered={offered}
        other={expression === undefined ? undefined : 'expression'}
        onOther={() => onChange({ expression: asExpression(column) })}
        onChange={(chosen) => onChange(chosen ? { column: chosen } : undefined)}
      />
      {expression !== undefined && (
        <ExpressionField
          label={`Expression for ${name}`}
          field={field}
          value={expression}
          readOnly={readOnly}
          onChange={(text) => onChange({ expression: text })}
        />
      )}
      {children}
      {odd && <OddValuesOf field={field} name={name} />}
    </div>
  )
}

/** The column that was chosen, to begin with. */
export const asExpression = (column: string) =>
  /^[A-Za-z_]\w*$/.test(column) || column === '' ? column : `\`${column}\``
