'use client'

import { TextField } from '@/components/ui/text-field'
import { checkConstants } from '@/lib/model/mapping/check-constants'
import type { PropertyMapping } from '@/lib/model/mapping/mapping'
import type { Property } from '@/lib/model/schema/schema'
import { ExpressionField } from './expression-field'

type How = Exclude<PropertyMapping, { kind: 'entity' }>

/** What is typed for a property: its expression, its value, or its value when there is none. */
export function ValueFields({
  property,
  how,
  readOnly,
  onChange,
}: {
  property: Property
  how: How
  readOnly: string | null
  onChange: (how: How) => void
}) {
  const { name } = property
  const [wrong] = checkConstants(
    { properties: { [name]: how }, access: 'everyone' },
    { baseType: 'microsoft.graph.externalItem', properties: [property] },
  )
  const shared = { mono: true, maxLength: 10_000, readOnly: readOnly !== null, problem: wrong?.message }
  if (how.kind === 'constant')
    return (
      <TextField
        {...shared}
        label={`Value of ${name} for all items`}
        problem={how.value === '' ? 'Write a value.' : wrong?.message}
        value={how.value}
        onChange={(value) => onChange({ ...how, value })}
      />
    )
  return (
    <>
      {how.kind === 'expression' && (
        <ExpressionField
          label={`Expression for ${name}`}
          field={name}
          value={how.expression}
          readOnly={readOnly}
          onChange={(expression) => onChange({ ...how, expression })}
        />
      )}
      <TextField
        {...shared}
        label={`${name} when there is none`}
        placeholder="Leave empty"
        value={how.default ?? ''}
        onChange={(text) => onChange({ ...how, default: text || undefined })}
      />
    </>
  )
}
