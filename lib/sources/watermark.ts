import type { FieldValue } from '../model/mapping/field-value'

/**
 * The later of a watermark and a field's value, as text: by their numbers when both are numbers, by their instants when
 * both are dates, else by their letters. A value that is none leaves the watermark.
 */
export function laterOf(before: string | undefined, value: FieldValue | undefined): string | undefined {
  if (typeof value === 'object' || typeof value === 'boolean' || value === undefined || value === '')
    return before
  const text = String(value)
  if (before === undefined) return text
  return isLater(text, before) ? text : before
}

const whole = /^-?\d{1,400}$/

function isLater(one: string, other: string) {
  if (whole.test(one) && whole.test(other)) return BigInt(one) > BigInt(other)
  const [first, second] = [Number(one), Number(other)]
  if (one.trim() !== '' && other.trim() !== '' && !Number.isNaN(first) && !Number.isNaN(second))
    return first > second
  const [a, b] = [Date.parse(one), Date.parse(other)]
  // Instants of one millisecond may differ in digits after it.
  return Number.isNaN(a) || Number.isNaN(b) || a === b ? one > other : a > b
}
