import { timeOf } from './facts'

/** From the first millisecond to the first one after it. */
export type Period = { start: number; end: number }

const day = 24 * 3600 * 1000

function month(year: number, index: number): Period {
  return { start: Date.UTC(year, index, 1), end: Date.UTC(year, index + 1, 1) }
}

/** What a date in a query stands for: a day, an instant, or one of the words that KQL has for periods. */
export function periodOf(text: string, now: number): Period | undefined {
  const today = Math.floor(now / day) * day
  const date = new Date(now)
  const year = date.getUTCFullYear()
  const monday = today - ((date.getUTCDay() + 6) % 7) * day
  switch (text.toLowerCase()) {
    case 'today':
      return { start: today, end: today + day }
    case 'yesterday':
      return { start: today - day, end: today }
    case 'this week':
      return { start: monday, end: monday + 7 * day }
    case 'this month':
      return month(year, date.getUTCMonth())
    case 'last month':
      return month(year, date.getUTCMonth() - 1)
    case 'this year':
      return { start: Date.UTC(year, 0, 1), end: Date.UTC(year + 1, 0, 1) }
    case 'last year':
      return { start: Date.UTC(year - 1, 0, 1), end: Date.UTC(year, 0, 1) }
  }
  if (!/^\d{4}-\d{2}-\d{2}(?:T.*)?$/i.test(text)) return undefined
  const start = timeOf(text)
  if (start === undefined) return undefined
  return { start, end: start + (text.length === 10 ? day : /\.\d/.test(text) ? 1 : 1000) }
}
