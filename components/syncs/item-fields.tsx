'use client'

import { Select } from '@/components/ui/select'
import type { MappingDraft } from '@/lib/model/mapping/mapping'
import { ColumnSelect } from './column-select'
import { ExpressionField, OddValuesOf } from './lazy'

interface Props {
  mapping: MappingDraft
  columns: string[]
  problem?: string
  /** Whether odd values are shown. */
  odd: boolean
  readOnly: string | null
  onChange: (mapping: MappingDraft) => void
}

const columnOf = (from: { column: string } | object | undefined) =>
  from && 'column' in from ? from.column : ''

const offered = ['expression'] as const

export function ItemIdFields({ mapping, columns, problem, odd, readOnly, onChange }: Props) {
  const { itemId } = mapping
  return (
    <div className="grid content-start gap-2">
      <ColumnSelect
        label="Item id"
        columns={columns}
        value={columnOf(itemId)}
        none="Choose a column"
        description="Its value must be unique and stay the same."
        problem={problem}
        disabledReason={readOnly}
        offered={offered}
        other={itemId && 'expression' in itemId ? 'expression' : undefined}
        onOther={() => onChange({ ...mapping, itemId: { expression: asExpression(columnOf(itemId)) } })}
        onChange={(column) => onChange({ ...mapping, itemId: column ? { column } : undefined })}
      />
      {itemId && 'expression' in itemId && (
        <ExpressionField
          label="Expression for the item id"
          field="item id"
          value={itemId.expression}
          readOnly={readOnly}
          onChange={(expression) => onChange({ ...mapping, itemId: { expression } })}
        />
      )}
      {odd && <OddValuesOf field="item id" name="the item id" />}
    </div>
  )
}

const contentTypes = [
  { value: 'text', label: 'Plain text' },
  { value: 'html', label: 'HTML' },
] as const

export function ContentFields({ mapping, columns, problem, odd, readOnly, onChange }: Props) {
  const { content } = mapping
  const type = content?.type ?? 'text'
  return (
    <div className="grid content-start gap-2">
      <ColumnSelect
        label="Content"
        columns={columns}
        value={columnOf(content)}
        none="No content"
        description="The full text that Search and Copilot read."
        problem={problem}
        disabledReason={readOnly}
        offered={offered}
        other={content && 'expression' in content ? 'expression' : undefined}
        onOther={() =>
          onChange({ ...mapping, content: { expression: asExpression(columnOf(content)), type } })
        }
        onChange={(column) => onChange({ ...mapping, content: column ? { column, type } : undefined })}
      />
      {content && 'expression' in content && (
        <ExpressionField
          label="Expression for the content"
          field="the content"
          value={content.expression}
          readOnly={readOnly}
          onChange={(expression) => onChange({ ...mapping, content: { expression, type } })}
        />
      )}
      {content && (
        <Select
          label="Content is"
          value={content.type}
          options={contentTypes}
          disabled={readOnly !== null}
          title={readOnly ?? undefined}
          onChange={(chosen) => onChange({ ...mapping, content: { ...content, type: chosen } })}
        />
      )}
      {odd && <OddValuesOf field="the content" name="the content" />}
    </div>
  )
}

/** The column that was chosen, to begin with. */
export const asExpression = (column: string) =>
  /^[A-Za-z_]\w*$/.test(column) || column === '' ? column : `\`${column}\``
