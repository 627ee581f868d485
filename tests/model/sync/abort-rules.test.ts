import { expect, test } from 'vitest'
import { AbortRules, defaultRules, whyStop } from '@/lib/model/sync/abort-rules'

const none = { done: 10_000, failed: 0, consecutive: 0 }

test.each([
  ['nothing failed', none],
  ['a failure less than the total', { ...none, failed: 999 }],
  ['a failure in a row less', { ...none, failed: 9, consecutive: 9 }],
  ['a rate of few rows', { done: 199, failed: 199, consecutive: 0 }],
  ['less than the rate', { done: 1_000, failed: 149, consecutive: 0 }],
])('a run goes on after %s', (_, failures) => {
  expect(whyStop(defaultRules, failures)).toBeNull()
})

test.each([
  [{ ...none, failed: 1_000 }, '1,000 rows failed, and this sync stops at 1,000. The rest was not sent.'],
  [
    { ...none, failed: 10, consecutive: 10 },
    'Graph refused 10 rows in a row, and not for what is in them. The rest was not sent.',
  ],
  [
    { done: 1_000, failed: 150, consecutive: 0 },
    '15 % of 1,000 rows failed, and this sync stops at 15 %. The rest was not sent.',
  ],
])('a run with %j stops and says why', (failures, reason) => {
  expect(whyStop(defaultRules, failures)).toBe(reason)
})

test('a rate of 100 % never stops a run', () => {
  expect(whyStop({ ...defaultRules, rate: 100 }, { done: 500, failed: 500, consecutive: 0 })).toBeNull()
})

test.each([
  { total: 0, consecutive: 10, rate: 15 },
  { total: 1.5, consecutive: 10, rate: 15 },
  { total: 1, consecutive: 0, rate: 15 },
  { total: 1, consecutive: 1, rate: 101 },
  { total: 1, consecutive: 1, rate: Number.NaN },
])('the rules %j are refused', (rules) => {
  expect(AbortRules.safeParse(rules).success).toBe(false)
})
