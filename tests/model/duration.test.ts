import { expect, test } from 'vitest'
import { clockText, durationBetween, durationText } from '@/lib/model/duration'

const minute = 60_000

test.each([
  [0, '< 0.1 s'],
  [1_440, '1.4 s'],
  [8_000, '8 s'],
  [9_990, '10 s'],
  [89_000, '89 s'],
  [90_000, '2 min'],
  [59 * minute, '59 min'],
  [65 * minute, '1 h 5 min'],
])('%d ms read as %s', (ms, text) => {
  expect(durationText(ms)).toBe(text)
})

test('a duration stands between two times, and is never less than nothing', () => {
  expect(durationBetween('2026-08-20T10:00:00Z', '2026-08-20T10:12:00Z')).toBe('12 min')
  expect(durationBetween('2026-08-20T10:00:01Z', '2026-08-20T10:00:00Z')).toBe('< 0.1 s')
})

test('elapsed time reads as a clock', () => {
  expect(clockText(8_400)).toBe('0:08')
  expect(clockText(12 * minute + 40_000)).toBe('12:40')
  expect(clockText(62 * minute + 3_000)).toBe('1:02:03')
})
