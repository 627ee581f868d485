'use client'

import { TextArea } from '@/components/ui/text-field'
import { longestExpression } from '@/lib/model/mapping/longest-expression'
import { useExpressionProblem } from './use-tried-mapping'

/** A JSONata expression over the fields of a row, with what is wrong with it. */
export function ExpressionField({
  label,
  field,
  value,
  readOnly,
  onChange,
}: {
  label: string
  /** What it fills, as `expressionsOf` calls it. */
  field: string
  value: string
  readOnly: string | null
  onChange: (expression: string) => void
}) {
  const problem = useExpressionProblem(field)
  return (
    <TextArea
      label={label}
      mono
      rows={2}
      maxLength={longestExpression}
      value={value}
      readOnly={readOnly !== null}
      description="JSONata over the columns of a row, like first & ' ' & last. Write `a name with spaces` in backticks."
      problem={value.trim() === '' ? 'Write an expression.' : problem}
      onChange={onChange}
    />
  )
}
