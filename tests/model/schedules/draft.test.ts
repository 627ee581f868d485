import { expect, test } from 'vitest'
import { draftOf, newDraft, settingsOf } from '@/lib/model/schedules/draft'
import { previewOf } from '@/lib/model/schedules/preview'
import type { ScheduleRule, ScheduleSettings } from '@/lib/model/schedules/schedule'

const settings = (rule: ScheduleRule): ScheduleSettings => ({
  rule,
  timeZone: 'Europe/Berlin',
  overlap: 'queue',
  missed: 'skip',
  blackouts: [{ days: [6, 0], from: '08:00', to: '20:00' }],
})

test.each([
  [
    { kind: 'interval', minutes: 15 },
    { rhythm: 'every', every: '15', unit: 'minutes' },
  ],
  [
    { kind: 'interval', minutes: 360 },
    { rhythm: 'every', every: '6', unit: 'hours' },
  ],
  [
    { kind: 'cron', expression: '30 2 * * *' },
    { rhythm: 'daily', time: '02:30' },
  ],
  [
    { kind: 'cron', expression: '0 18 * * 1-5' },
    { rhythm: 'weekdays', time: '18:00' },
  ],
  [
    { kind: 'cron', expression: '5 7 * * 3' },
    { rhythm: 'weekly', time: '07:05', day: '3' },
  ],
  [
    { kind: 'cron', expression: '0 8,18 * * *' },
    { rhythm: 'cron', expression: '0 8,18 * * *' },
  ],
  [
    { kind: 'after', connectionId: 'people' },
    { rhythm: 'after', follows: 'people' },
  ],
  [
    { kind: 'cron', expression: '@weekly' },
    { rhythm: 'cron', expression: '@weekly' },
  ],
] as const)('%j stands in the form as a person says it, and is saved as it was', (rule, draft) => {
  const form = draftOf(settings(rule))
  expect(form).toMatchObject(draft)
  expect(settingsOf(form)).toEqual(settings(rule))
})

const now = new Date('2026-11-21T12:00Z')

test('a new schedule can be saved as it stands', () => {
  expect(previewOf(newDraft('Europe/Berlin'), now)).toMatchObject({
    words: 'At 02:00, time of Berlin',
    next: { length: 5 },
  })
})

test.each([
  [{ rhythm: 'every', every: '' }, 'rule', 'Type a whole number of minutes.'],
  [{ rhythm: 'every', every: '2' }, 'rule', 'At least 5 minutes'],
  [{ rhythm: 'every', every: '1.5', unit: 'minutes' }, 'rule', 'Type a whole number'],
  [{ rhythm: 'daily', time: '' }, 'rule', 'no cron expression'],
  [{ rhythm: 'cron', expression: '' }, 'rule', 'Type a cron expression'],
  [{ rhythm: 'after', follows: '' }, 'follows', 'Choose a connection.'],
  [{ timeZone: 'Mars' }, 'timeZone', 'Choose a time zone'],
  [{ blackouts: [{ days: [], from: '08:00', to: '09:00' }] }, 'blackouts.0', 'Choose at least one day.'],
] as const)('%j says at its field what is wrong', (changes, field, message) => {
  const draft = {
    ...newDraft('UTC'),
    ...changes,
    blackouts: [...('blackouts' in changes ? changes.blackouts : [])],
  }
  expect(previewOf(draft, now).problems.get(field)).toContain(message)
})
