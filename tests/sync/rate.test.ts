import { expect, test } from 'vitest'
import { Rate } from '@/lib/sync/rate'

test('the pace follows a change slowly, so that the time left does not jump', () => {
  let now = 0
  const rate = new Rate(() => now)
  const run = (seconds: number, perSecond: number) => {
    for (let i = 0; i < seconds; i++) {
      now += 1_000
      rate.count += perSecond
      rate.perSecond()
      rate.pace()
    }
  }
  run(60, 60)
  expect(rate.pace()).toBeCloseTo(60)

  run(1, 0)
  expect(rate.pace()).toBeGreaterThan(58)
  run(29, 0)
  expect(rate.pace()).toBeCloseTo(30, 0)
  expect(rate.perSecond()).toBe(0)
})
