import type { PropertyType } from '../rules/enums'
import { isObject } from '../rules/members'
import type { Property } from '../rules/schema-rules'

/** What SQL compares: text in lower case, times in milliseconds, truth as 0 or 1, whole numbers with all digits. */
export type Fact = string | number | bigint

const isPrincipalType = (type: PropertyType) => type === 'principal' || type === 'principalCollection'

export const isDateType = (type: PropertyType) => type === 'dateTime' || type === 'dateTimeCollection'
export const isNumberType = (type: PropertyType) => /^(?:int64|double)/.test(type)
export const isTextType = (type: PropertyType) => /^string/.test(type) || isPrincipalType(type)

function list(value: unknown): unknown[] {
  if (value === undefined || value === null) return []
  if (Array.isArray(value)) return value
  return isObject(value) && Array.isArray(value.principals) ? value.principals : [value]
}

/** The single values of a property as text, which its words come from. */
export function textsOf({ type }: Property, value: unknown): string[] {
  if (isPrincipalType(type)) {
    return list(value)
      .filter(isObject)
      .flatMap((principal) =>
        Object.entries(principal)
          .filter(([name, member]) => !name.startsWith('@') && typeof member === 'string')
          .map(([, member]) => String(member)),
      )
  }
  return isTextType(type) ? list(value).map(String) : []
}

export function factsOf(property: Property, value: unknown): Fact[] {
  const { type } = property
  if (isTextType(type)) return textsOf(property, value).map((text) => text.toLowerCase())
  if (isDateType(type))
    return list(value)
      .map((text) => timeOf(String(text)))
      .filter((time) => time !== undefined)
  return list(value).map((one) => (typeof one === 'bigint' ? one : Number(one)))
}

const mostWhole = 2n ** 63n

/** A number of a query or a filter as SQL compares it; undefined when the text is none. */
export function numberOf(text: string): number | bigint | undefined {
  if (/^[+-]?\d{16,19}$/.test(text)) {
    const whole = BigInt(text.replace('+', ''))
    if (whole >= -mostWhole && whole < mostWhole) return whole
  }
  return /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(text) ? Number(text) : undefined
}

/** A time without an offset is UTC. */
export function timeOf(text: string): number | undefined {
  const zoned = /(?:Z|[+-]\d{2}:?\d{2})$/i.test(text) || !text.includes('T') ? text : `${text}Z`
  const time = Date.parse(zoned)
  return Number.isNaN(time) ? undefined : time
}
