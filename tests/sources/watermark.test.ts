import { expect, test } from 'vitest'
import { laterOf } from '@/lib/sources/watermark'

const now = Date.parse('2026-11-22T09:00:00Z')

test.each<[string, string[], string | undefined]>([
  [
    'the later of two instants',
    ['2026-01-02T00:00:00Z', '2026-01-02T01:00:00+02:00'],
    '2026-01-02T00:00:00Z',
  ],
  ['the larger of two numbers', ['9', '10'], '10'],
  [
    'no date to come, after which nothing would be found',
    ['2026-11-21', '9999-12-31T00:00:00Z'],
    '2026-11-21',
  ],
  ['no date to come as the first', ['9999-12-31', '2026-11-21'], '2026-11-21'],
  [
    'the date of a clock that is some hours ahead',
    ['2026-11-21', '2026-11-22T20:00:00Z'],
    '2026-11-22T20:00:00Z',
  ],
  ['no odd text among dates', ['2026-11-21', 'unknown'], '2026-11-21'],
  ['the date after an odd text', ['unknown', '2026-11-21'], '2026-11-21'],
  ['nothing where there is no value', ['', ''], undefined],
])('a watermark is %s', (_, values, expected) => {
  const watermark = values.reduce<string | undefined>(
    (before, value) => laterOf(before, value, now),
    undefined,
  )

  expect(watermark).toBe(expected)
})
