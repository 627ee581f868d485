import { type FieldValues, isObject } from '../model/mapping/field-value'
import type { SourceRecord } from './record'

/** How deep the fields of nested objects are named. */
const deepest = 5
/** More fields than a person can look through, and than a hostile record should make. */
const most = 2_000

/** The names of all fields in some records, those of nested objects as paths; `known` ones come first. */
export function fieldsOf(records: readonly SourceRecord[], known: readonly string[] = []): string[] {
  const found = new Set(known)
  for (const { values } of records) collect(values, '', 1, found)
  return [...found]
}

function collect(values: FieldValues, prefix: string, depth: number, found: Set<string>) {
  for (const [name, value] of Object.entries(values)) {
    if (found.size >= most) return
    const path = `${prefix}${name}`
    found.add(path)
    if (depth < deepest && isObject(value)) collect(value, `${path}.`, depth + 1, found)
  }
}
