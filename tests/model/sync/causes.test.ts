import { expect, test } from 'vitest'
import { adviceFor } from '@/lib/model/sync/advice'
import { causeText } from '@/lib/model/sync/causes'

test.each([
  'duplicate-id',
  'uneven-row',
  'unreadable-row',
  'damaged-text',
  'invalid-value',
  'unmatched-user',
  'unknown-reader',
  'expression-failed',
])('a row that the console does not send for %s has words and advice that say nothing of Graph', (code) => {
  expect(causeText(code)).not.toBe(code)
  expect(adviceFor(code).text).not.toContain('Graph')
})

test.each([
  'invalid-group',
  'invalid-member',
  'unknown-member',
  'group-unknown',
  'unreadable-row',
  'invalid',
  'conflict',
  'throttled',
  'Surprising',
])('a row of a group that failed for %s has advice that knows neither a mapping nor a retry', (code) => {
  const { text, page } = adviceFor(code, 'groups')
  expect(text).not.toMatch(/mapping|retry|sync/i)
  expect(page ?? 'group-source').toBe('group-source')
  expect(causeText(code, 'groups')).not.toMatch(/item/)
})
