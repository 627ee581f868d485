import { z } from 'zod'
import { type FieldValues, fieldAt } from './field-value'
import { defaultSeparator } from './separator'

/** What comes first in the dates of a column that are not ISO 8601. */
export const DateOrder = z.enum(['dayFirst', 'monthFirst'])
export type DateOrder = z.infer<typeof DateOrder>

/** What the values of a column tell: an order, or that it has to be asked for. */
export type ColumnDates = DateOrder | 'ask'

const local = /^\s*(\d{1,2})([./-])(\d{1,2})\2(\d{4})(?=$|[\sT])/i

/** A date such as `31.12.2025` or `1/2/2026` with what follows it; null for any other text. */
export function localDate(text: string) {
  const match = local.exec(text)
  if (!match) return null
  const [all, one = '', , two = '', year = ''] = match
  const rest = text.slice(all.length)
  const iso = (day: string, month: string) =>
    `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}${rest}`
  return { first: Number(one), second: Number(two), dayFirst: iso(one, two), monthFirst: iso(two, one) }
}

/** The orders in which a date can be read at all. */
function readings({ first, second }: { first: number; second: number }): DateOrder[] {
  if (first === second) return ['dayFirst']
  return [...(second <= 12 ? (['dayFirst'] as const) : []), ...(first <= 12 ? (['monthFirst'] as const) : [])]
}

/** The date in ISO 8601, by the order of its column or as it can only be read; null if that leaves a choice. */
export function readLocalDate(text: string, order?: DateOrder): string | null {
  const date = localDate(text)
  if (!date) return null
  if (order) return date[order]
  const [only, ...more] = readings(date)
  return only && more.length === 0 ? date[only] : null
}

/** What the dates of a column have in common; undefined when none needs an order, or they contradict each other. */
export function guessDateOrder(texts: Iterable<string>): ColumnDates | undefined {
  let asked = false
  const certain = new Set<DateOrder>()
  for (const text of texts) {
    const date = localDate(text)
    if (!date || date.first === date.second) continue
    const [only, ...more] = readings(date)
    if (more.length > 0) asked = true
    else if (only) certain.add(only)
  }
  if (certain.size > 1) return undefined
  const [order] = certain
  return order ?? (asked ? 'ask' : undefined)
}

/** What each column with such dates tells, by its name. */
export function datesOf(rows: readonly FieldValues[]): Record<string, ColumnDates> {
  const columns = Object.keys(rows[0] ?? {})
  const texts = (column: string) =>
    rows.flatMap((row) => {
      const value = fieldAt(row, column)
      // A cell may hold several, for a collection.
      return typeof value === 'string' ? value.split(defaultSeparator) : []
    })
  const known = columns.map((column) => [column, guessDateOrder(texts(column))] as const)
  return Object.fromEntries(known.flatMap(([column, dates]) => (dates ? [[column, dates]] : [])))
}
