import type { Principal, PropertyValue } from '../items/item'
import type { PropertyType } from '../schema/schema'
import { type DateOrder, localDate, readLocalDate } from './date-order'
import { type FieldValue, isBlank, textOf } from './field-value'
import { defaultSeparator } from './separator'

export type Converted<T = PropertyValue> = { value: T } | { problem: string }

/** The value of a property from a field, or what is wrong with the field and how to fix it. */
export function convertValue(
  type: PropertyType,
  value: FieldValue,
  separator = defaultSeparator,
  dateOrder?: DateOrder,
): Converted {
  const one = single(type, dateOrder)
  if (!type.endsWith('Collection')) return one(value)
  const list = Array.isArray(value) ? value : typeof value === 'string' ? parts(value, separator) : [value]
  return all(
    list.filter((part) => !isBlank(part)),
    one,
  )
}

/** What makes one value of a type: of a collection, each of its values. */
function single(type: PropertyType, dateOrder?: DateOrder): (value: FieldValue) => Converted<Single> {
  switch (type) {
    case 'string':
    case 'stringCollection':
      return asText((text) => ({ value: text }))
    case 'int64':
    case 'int64Collection':
      return asText(toInt64)
    case 'double':
    case 'doubleCollection':
      return asText(toDouble)
    case 'dateTime':
    case 'dateTimeCollection':
      return asText((text) => toDateTime(text, dateOrder))
    case 'boolean':
      return asText(toBoolean)
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

/** The parts of a cell: trimmed, empty ones dropped. */
export const parts = (text: string, separator: string) =>
  text
    .split(separator)
    .map((part) => part.trim())
    .filter((part) => part !== '')

/** A cell as a message shows it. */
export const shown = (text: string) => `'${text.length > 60 ? `${text.slice(0, 59)}…` : text}'`

const mostInt64 = 9223372036854775807n

export function toInt64(text: string): Converted<number | bigint> {
  const trimmed = text.trim()
  if (!/^[+-]?\d+$/.test(trimmed)) {
    const grouped = /^[+-]?\d{1,3}([., ']\d{3})+$/.test(trimmed)
    return {
      problem: `${shown(text)} is not a whole number.${grouped ? ' Leave out the thousands separator.' : ''}`,
    }
  }
  const value = Number(trimmed)
  if (Number.isSafeInteger(value)) return { value: value === 0 ? 0 : value }
  const whole = BigInt(trimmed.replace('+', ''))
  if (whole >= -mostInt64 - 1n && whole <= mostInt64) return { value: whole }
  return { problem: `${shown(text)} is beyond ±${mostInt64}, the largest number that Graph takes.` }
}

export function toDouble(text: string): Converted<number> {
  const trimmed = text.trim()
  const value = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(trimmed) ? Number(trimmed) : Number.NaN
  if (Number.isFinite(value)) return { value: value === 0 ? 0 : value }
  const hint = trimmed.includes(',')
    ? ' Write it with a decimal dot and without thousands separators, like 3.14.'
    : ''
  return { problem: `${shown(text)} is not a number.${hint}` }
}

export function toBoolean(text: string): Converted<boolean> {
  const word = text.trim().toLowerCase()
  if (['true', 'yes', '1'].includes(word)) return { value: true }
  if (['false', 'no', '0'].includes(word)) return { value: false }
  return { problem: `${shown(text)} is not true or false. Write true or false, yes or no, 1 or 0.` }
}

const isoDate = /^(\d{4})-(\d{2})-(\d{2})$/
const isoTime = /^(\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)(Z|[+-]\d{2}:?\d{2})?$/i
const dateMend = 'Write it like 2026-01-31 or 2026-01-31T08:00:00Z.'

/**
 * ISO 8601 in UTC. Another date is read by the order of its column, or if it can be read in one way only. A date alone is its midnight, and a
 * time without an offset is taken for UTC.
 */
export function toDateTime(text: string, order?: DateOrder): Converted<string> {
  const trimmed = (readLocalDate(text, order) ?? text).trim()
  const [date = '', time] = trimmed.split(/[Tt]| +/, 2)
  if (!isoDate.test(date)) return { problem: `${shown(text)} ${notIso(trimmed)} ${dateMend}` }
  if (!isDay(date)) return { problem: `${shown(text)} is not a day of the calendar. ${dateMend}` }
  if (time === undefined) return { value: `${date}T00:00:00Z` }
  const [, clock = '', offset = 'Z'] = isoTime.exec(time) ?? []
  const zone = offset.toUpperCase().replace(/^([+-]\d{2})(\d{2})$/, '$1:$2')
  const at = new Date(`${date}T${clock.length === 5 ? `${clock}:00` : clock}${zone}`)
  if (clock === '' || clock.startsWith('24') || Number.isNaN(at.getTime()))
    return { problem: `${shown(text)} has no time that can be read. ${dateMend}` }
  return { value: at.toISOString().replace('.000Z', 'Z') }
}

/** `2026-02-30` looks like a day and is none. */
export function isDay(date: string) {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number)
  // The 0th of the next month is the last of this.
  return month >= 1 && month <= 12 && day >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate()
}

function notIso(text: string) {
  if (localDate(text)) return 'can be read as two dates, day first or month first.'
  if (/^\d{1,2}[/.-]\d{1,2}[/.-]\d{2}\b/.test(text)) return 'does not say which century it means.'
  return 'is not an ISO 8601 date.'
}

export const guid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** A user principal name, as far as its form tells; guests have `#EXT#` in it. */
export const isUpn = (text: string) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text)

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
