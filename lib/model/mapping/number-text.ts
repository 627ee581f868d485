import { shown } from './shown'
import type { ValueFormat } from './value-format'

const mostInt64 = 9223372036854775807n
/** No number of 64 bits takes more, signs and zeros before it included. */
const longest = 400

type Read<T> = { value: T } | { problem: string }

export function toInt64(text: string, { decimal }: ValueFormat = {}): Read<number | bigint> {
  const trimmed = plainNumber(text.trim(), decimal)
  if (trimmed.length > longest || !/^[+-]?\d+$/.test(trimmed)) {
    const grouped = trimmed.length < longest && /^[+-]?\d{1,3}(?:[., '\u00a0\u202f]\d{3})+$/.test(trimmed)
    const hint = grouped
      ? ' Leave out the thousands separator, or say what the decimal sign of the column is.'
      : ''
    return { problem: `${shown(text)} is not a whole number.${hint}` }
  }
  const value = Number(trimmed)
  if (Number.isSafeInteger(value)) return { value: value === 0 ? 0 : value }
  const whole = BigInt(trimmed.replace('+', ''))
  if (whole >= -mostInt64 - 1n && whole <= mostInt64) return { value: whole }
  return { problem: `${shown(text)} is beyond ±${mostInt64}, the largest number that Graph takes.` }
}

export function toDouble(text: string, { decimal }: ValueFormat = {}): Read<number> {
  const trimmed = plainNumber(text.trim(), decimal)
  const written = trimmed.length <= longest && /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i.test(trimmed)
  const value = written ? Number(trimmed) : Number.NaN
  if (Number.isFinite(value)) return { value: value === 0 ? 0 : value }
  const hint = trimmed.includes(',')
    ? ' Write it with a decimal dot and without thousands separators, like 3.14, or say what the decimal sign of the column is.'
    : ''
  return { problem: `${shown(text)} is not a number.${hint}` }
}

const groups = {
  '.': /^([+-]?\d{1,3}(?:([, '’\u00a0\u202f])\d{3})?(?:\2\d{3})*)(?:\.(\d*))?$/,
  ',': /^([+-]?\d{1,3}(?:([. '’\u00a0\u202f])\d{3})?(?:\2\d{3})*)(?:,(\d*))?$/,
}

/** A number with a decimal dot and without groups, once the column's decimal sign says which is which. */
function plainNumber(text: string, decimal: ValueFormat['decimal']) {
  if (!decimal || text.length > longest) return text
  const [, whole, group, fraction] = groups[decimal].exec(text) ?? []
  if (whole !== undefined && group !== undefined)
    return `${whole.replaceAll(group, '')}${fraction === undefined ? '' : `.${fraction}`}`
  // Of the other sign only groups are left, and these it does not make.
  return decimal === ',' ? text.replaceAll('.', '\u0000').replace(',', '.') : text
}
