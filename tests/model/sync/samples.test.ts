import { expect, test } from 'vitest'
import { foldSamples, possibleRate, type RunSample, ratePerSecond } from '@/lib/model/sync/samples'

const sample = (n: number, changes: Partial<RunSample> = {}): RunSample => ({
  at: new Date(Date.parse('2026-11-23T10:00:00Z') + n * 5_000).toISOString(),
  ms: 5_000,
  sent: n,
  unchanged: 1,
  failed: 0,
  inFlightLow: 20,
  inFlightHigh: 25,
  limit: 25,
  throttled: 0,
  heldMs: 0,
  medianMs: 500,
  ...changes,
})

test('folded samples add up to the same and are no more than asked for', () => {
  const samples = Array.from({ length: 1001 }, (_, n) => sample(n))
  const folded = foldSamples(samples, 180)
  const sum = (all: RunSample[]) => all.reduce((total, { sent }) => total + sent, 0)
  expect(folded.length).toBeLessThanOrEqual(180)
  expect(sum(folded)).toBe(sum(samples))
  expect(folded.at(-1)?.at).toBe(samples.at(-1)?.at)
})

test('a dip is not folded away: the least and the most in flight stay, and every throttling', () => {
  const [folded] = foldSamples([sample(1), sample(2, { inFlightLow: 4, throttled: 3, heldMs: 2_000 })], 1)
  expect(folded).toMatchObject({ inFlightLow: 4, inFlightHigh: 25, throttled: 3, heldMs: 2_000, ms: 10_000 })
})

test('a pause between two samples counts as time', () => {
  const [folded] = foldSamples([sample(0), sample(10)], 1)
  expect(folded?.ms).toBe(55_000)
})

test('the rate is per second, and what is possible follows from the quickest median', () => {
  expect(ratePerSecond(sample(250))).toBe(50)
  expect(
    possibleRate([sample(1), sample(2, { medianMs: 440 }), sample(3, { medianMs: 440 })], 25),
  ).toBeCloseTo(56.8, 1)
  expect(possibleRate([sample(1, { medianMs: null })], 25)).toBeNull()
})
