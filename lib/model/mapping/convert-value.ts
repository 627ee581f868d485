import { parseJson } from '../exact-json'
import type { Principal, PropertyValue } from '../items/item'
import type { PropertyType } from '../schema/schema'
import { toDateTime } from './date-time'
import { type FieldValue, isBlank, textOf } from './field-value'
import { toDouble, toInt64 } from './number-text'
import { guid, isUpn } from './principal-name'
import { defaultSeparator } from './separator'
import { shown } from './shown'
import type { ValueFormat } from './value-format'

export type Converted<T = PropertyValue> = { value: T } | { problem: string }

/** The value of a property from a field, or what is wrong with the field and how to fix it. */
export function convertValue(type: PropertyType, value: FieldValue, format: ValueFormat = {}): Converted {
  const one = single(type, format)
  if (!type.endsWith('Collection')) return one(value)
  const list = Array.isArray(value)
    ? value
    : typeof value === 'string'
      ? (jsonList(value) ?? parts(value, format.separator ?? defaultSeparator))
      : [value]
  return all(
    list.filter((part) => !isBlank(part)),
    one,
  )
}

/** What makes one value of a type: of a collection, each of its values. */
function single(type: PropertyType, format: ValueFormat): (value: FieldValue) => Converted<Single> {
  switch (type) {
    case 'string':
    case 'stringCollection':
      return asText((text) => ({ value: text }))
    case 'int64':
    case 'int64Collection':
      return asText((text) => toInt64(text, format))
    case 'double':
    case 'doubleCollection':
      return asText((text) => toDouble(text, format))
    case 'dateTime':
    case 'dateTimeCollection':
      return asText((text) => toDateTime(text, format))
    case 'boolean':
      return asText((text) => toBoolean(text, format))
    case 'principal':
    case 'principalCollection':
      return asText(toPrincipal)
  }
}

type Single = string | number | bigint | boolean | Principal

/** Numbers and yes or no are written as a file would have them, and read as strictly. */
function asText(convert: (text: string) => Converted<Single>): (value: FieldValue) => Converted<Single> {
  return (value) => {
    if (typeof value !== 'object') return convert(textOf(value))
    const what = Array.isArray(value) ? 'is a list' : value === null ? 'is empty' : 'is an object'
    return { problem: `${shown(textOf(value))} ${what} where one value is needed. Choose a field inside it.` }
  }
}

/** The values of a cell that holds a JSON array of single values; undefined for any other text. */
function jsonList(text: string): FieldValue[] | undefined {
  if (!/^\s*\[.*\]\s*$/s.test(text)) return undefined
  try {
    const list = parseJson(text) as FieldValue[]
    return list.every((one) => one === null || typeof one !== 'object') ? list : undefined
  } catch {
    return undefined // Text in brackets, which is split like any other.
  }
}

/** The parts of a cell: trimmed, empty ones dropped. */
export const parts = (text: string, separator: string) =>
  text
    .split(separator)
    .map((part) => part.trim())
    .filter((part) => part !== '')

export function toBoolean(text: string, { yes = [], no = [] }: ValueFormat = {}): Converted<boolean> {
  const word = text.trim().toLowerCase()
  const among = (words: readonly string[]) => words.some((one) => one.toLowerCase() === word)
  // The words of the column come first: its 0 may stand for yes.
  if (among(yes)) return { value: true }
  if (among(no)) return { value: false }
  if (among(['true', 'yes', '1'])) return { value: true }
  if (among(['false', 'no', '0'])) return { value: false }
  const fix = 'Write true or false, yes or no, 1 or 0, or say which words the column has for yes and no.'
  return { problem: `${shown(text)} is not true or false. ${fix}` }
}

function toPrincipal(text: string): Converted<Principal> {
  const name = text.trim()
  const key = guid.test(name) ? 'entraId' : isUpn(name) ? 'upn' : 'externalName'
  return { value: { '@odata.type': 'microsoft.graph.externalConnectors.principal', [key]: name } }
}

function all(values: FieldValue[], convert: (value: FieldValue) => Converted<Single>): Converted {
  const value: Single[] = []
  for (const part of values) {
    const converted = convert(part)
    if ('problem' in converted) return converted
    value.push(converted.value)
  }
  return { value: value as PropertyValue }
}
