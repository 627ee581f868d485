import { expect, test } from 'vitest'
import { periodOf } from '../../../lib/emulator/search/date-words'

// A Wednesday.
const now = Date.parse('2026-03-11T15:30:00Z')

test.each([
  ['today', '2026-03-11', '2026-03-12'],
  ['Yesterday', '2026-03-10', '2026-03-11'],
  ['this week', '2026-03-09', '2026-03-16'],
  ['this month', '2026-03-01', '2026-04-01'],
  ['last month', '2026-02-01', '2026-03-01'],
  ['this year', '2026-01-01', '2027-01-01'],
  ['last year', '2025-01-01', '2026-01-01'],
  ['2026-01-31', '2026-01-31', '2026-02-01'],
  ['2026-01-31T08:00:00Z', '2026-01-31T08:00:00Z', '2026-01-31T08:00:01Z'],
  ['2026-01-31T08:00:00', '2026-01-31T08:00:00Z', '2026-01-31T08:00:01Z'],
  ['2026-01-31T08:00:00.5+01:00', '2026-01-31T07:00:00.500Z', '2026-01-31T07:00:00.501Z'],
])('%s is a period', (text, start, end) => {
  expect(periodOf(text, now)).toEqual({ start: Date.parse(start), end: Date.parse(end) })
})

test.each(['soon', '2026', '31.01.2026', '2026-13-45', ''])('%s is none', (text) => {
  expect(periodOf(text, now)).toBeUndefined()
})
