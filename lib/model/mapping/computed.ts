import type { FieldValue } from './field-value'

/** What an expression made of a record. */
export type ComputedValue = { value: FieldValue } | { problem: string }

/** What the expressions of a mapping made of a record, by the field that each fills (`expressionsOf`). */
export type Computed = Readonly<Record<string, ComputedValue>>

export const nothingComputed: Computed = {}
