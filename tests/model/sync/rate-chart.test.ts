import { expect, test } from 'vitest'
import { chartOf } from '@/lib/model/sync/rate-chart'
import type { RunSample } from '@/lib/model/sync/samples'

const frame = { width: 100, heights: { rate: 110, flight: 110 }, possible: 50, most: 25 }
const sample = (seconds: number, sent: number, changes: Partial<RunSample> = {}): RunSample => ({
  at: new Date(Date.parse('2026-11-23T10:00:00Z') + seconds * 1000).toISOString(),
  ms: 5_000,
  sent,
  unchanged: 0,
  failed: 0,
  inFlightLow: 25,
  inFlightHigh: 25,
  limit: 25,
  throttled: 0,
  heldMs: 0,
  medianMs: 500,
  ...changes,
})

test('the lanes share one time axis', () => {
  const slow = { throttled: 2, heldMs: 1_000 }
  const chart = chartOf([sample(5, 250), sample(10, 125, slow)], frame)
  expect(chart.rate.line).toBe('0,10 25,10 75,60 100,60')
  expect(chart.throttled).toEqual([{ x: 50, width: 50 }])
  expect(chart.limitY).toBe(10)
  expect(chart.flightY).toBe(10)
  expect(chart.words.throttled).toBe('Graph asked to slow down 2 times in 1 of 2 periods')
})

test('one sample that sent nothing is a chart too', () => {
  const chart = chartOf([sample(5, 0)], { ...frame, possible: null })
  expect(chart.rate.line).not.toContain('NaN')
  expect(chart.limitY).toBeNull()
})
