import { writeJson } from '../exact-json'

/** What a field of a source may hold: JSON, with whole numbers that a double cannot hold as bigint. Files of text give strings. */
export type FieldValue =
  | string
  | number
  | bigint
  | boolean
  | null
  | FieldValue[]
  | { [name: string]: FieldValue }

export type FieldValues = Readonly<Record<string, FieldValue>>

/**
 * The field of this name, or the one at this path (`address.city`). A field whose own name has a dot in it comes first.
 * Undefined when there is none, or when it is null.
 */
export function fieldAt(values: FieldValues, name: string): FieldValue | undefined {
  if (Object.hasOwn(values, name)) return values[name] ?? undefined
  let at: FieldValue | undefined = values as { [name: string]: FieldValue }
  for (const part of name.split('.')) {
    if (!isObject(at) || !Object.hasOwn(at, part)) return undefined
    at = at[part]
  }
  return at ?? undefined
}

export const isObject = (value: FieldValue | undefined): value is { [name: string]: FieldValue } =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A single value as the text that a file would hold. Lists and objects are written as JSON. */
export const textOf = (value: FieldValue): string =>
  typeof value === 'string' ? value : typeof value === 'object' ? writeJson(value) : String(value)

/** Whether a field holds nothing that an item could get: a blank text or an empty list. */
export const isBlank = (value: FieldValue | undefined): boolean =>
  value === undefined ||
  value === null ||
  (typeof value === 'string' && value.trim() === '') ||
  (Array.isArray(value) && value.every(isBlank))
