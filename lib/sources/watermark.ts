import type { FieldValue } from '../model/mapping/field-value'

/** Zones and clocks differ; what lies further ahead is a mistake, such as the year 9999. */
const aheadMs = 24 * 3600_000

/**
 * The later of a watermark and a field's value, as text: by their numbers when both are numbers, by their instants when
 * both are dates, else by their letters. A value that is none leaves the watermark. So does a date to come: nothing would be
 * later, and runs of changes would find nothing any more.
 */
export function laterOf(
  before: string | undefined,
  value: FieldValue | undefined,
  now = Date.now(),
): string | undefined {
  if (typeof value === 'object' || typeof value === 'boolean' || value === undefined || value === '')
    return before
  const text = String(value)
  if (isoDate.test(text) && Date.parse(text) > now + aheadMs) return before
  if (before === undefined) return text
  // One odd text among dates says nothing of when.
  if (isDate(before) !== isDate(text)) return isDate(before) ? before : text
  return isLater(text, before) ? text : before
}

const isoDate = /^\d{4,6}-\d\d-\d\d/
const isDate = (text: string) => isoDate.test(text) && !Number.isNaN(Date.parse(text))

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
