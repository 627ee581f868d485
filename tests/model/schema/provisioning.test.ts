import { expect, test } from 'vitest'
import { clockText, paceOf } from '@/lib/model/schema/provisioning'

const minute = 60_000

test('a quarter of an hour is usual, more is slow, half an hour looks stuck', () => {
  expect([0, 15, 16, 30, 31].map((minutes) => paceOf(minutes * minute))).toEqual([
    'usual',
    'usual',
    'slow',
    'slow',
    'stuck',
  ])
})

test('elapsed time reads as a clock', () => {
  expect(clockText(8_400)).toBe('0:08')
  expect(clockText(12 * minute + 40_000)).toBe('12:40')
  expect(clockText(62 * minute + 3_000)).toBe('1:02:03')
})
