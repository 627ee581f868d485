import { expect, test } from 'vitest'
import { blackoutWords, ruleWords, scheduleWords } from '@/lib/model/schedules/words'

test.each([
  [5, 'Every 5 minutes'],
  [60, 'Every hour'],
  [90, 'Every 90 minutes'],
  [120, 'Every 2 hours'],
  [1440, 'Every day'],
  [10080, 'Every week'],
])('an interval of %i minutes is said as a person would', (minutes, words) => {
  expect(ruleWords({ kind: 'interval', minutes })).toBe(words)
})

test.each([
  ['30 2 * * *', 'At 02:30'],
  ['0 9 * * 1-5', 'At 09:00, Monday through Friday'],
  ['0 8,18 * * *', 'At 08:00 and 18:00'],
])('%s is said in words', (expression, words) => {
  expect(ruleWords({ kind: 'cron', expression })).toBe(words)
})

test('a time of day names its place, an interval does not need one', () => {
  const cron = { kind: 'cron', expression: '0 2 * * *' } as const
  expect(scheduleWords({ rule: cron, timeZone: 'America/New_York' })).toBe('At 02:00, time of New York')
  expect(scheduleWords({ rule: { kind: 'interval', minutes: 15 }, timeZone: 'UTC' })).toBe('Every 15 minutes')
})

test('a time without runs says its days and that it ends on the next', () => {
  expect(blackoutWords({ days: [1, 5], from: '22:00', to: '04:00' })).toBe(
    'Monday, Friday, 22:00 to 04:00 of the next day',
  )
})

test('what follows another connection names it', () => {
  const rule = { kind: 'after', connectionId: 'hr' } as const
  expect(ruleWords(rule)).toBe('After each sync of hr that succeeds')
  expect(scheduleWords({ rule, timeZone: 'Europe/Berlin' }, () => 'Employees')).toBe(
    'After each sync of Employees that succeeds',
  )
})
