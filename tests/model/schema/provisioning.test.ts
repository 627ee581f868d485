import { expect, test } from 'vitest'
import { paceOf } from '@/lib/model/schema/provisioning'

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
