import type { FieldValue } from '../../model/mapping/field-value'

/** The same value with each letter and digit hidden: its kind and its form can be seen, and nobody in it. */
export function masked(value: FieldValue): FieldValue {
  if (typeof value === 'string') return value.slice(0, 40).replace(/[\p{L}\p{N}\p{M}\p{S}]/gu, '•')
  if (typeof value === 'number' || typeof value === 'bigint') return '•'
  if (Array.isArray(value)) return value.slice(0, 3).map(masked)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, masked(entry)]))
}
