import { Wrong, wholeNumber } from '../kernel/wrong'

/** A whole number from the query string. */
export function countOf(query: URLSearchParams, name: string, otherwise: number) {
  const value = query.get(name)
  return value === null ? otherwise : wholeNumber(Number(value), name)
}

/** Milliseconds of a time as text. */
export function readTime(value: unknown) {
  const time = typeof value === 'string' ? Date.parse(value) : Number.NaN
  if (Number.isNaN(time)) throw new Wrong('now is a time like 2026-01-31T08:00:00Z.')
  return time
}
