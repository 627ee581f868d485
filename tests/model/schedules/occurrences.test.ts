import { describe, expect, test } from 'vitest'
import { blackoutAt, checkTimes, nextDue, nextRuns } from '@/lib/model/schedules/occurrences'
import { ScheduleSettings } from '@/lib/model/schedules/schedule'

const daily = (expression: string, timeZone: string, changes: Partial<ScheduleSettings> = {}) =>
  ScheduleSettings.parse({
    rule: { kind: 'cron', expression },
    timeZone,
    overlap: 'skip',
    missed: 'skip',
    blackouts: [],
    ...changes,
  })

const runs = (settings: ScheduleSettings, after: string, count?: number) =>
  nextRuns(settings, new Date(after), count).map((at) => at.toISOString().replace(':00.000Z', 'Z'))

describe('the next runs over a change of the clocks', () => {
  test.each([
    [
      'a time that spring leaves out is due when the clocks go on, once',
      ['30 2 * * *', 'Europe/Berlin', '2026-03-28T12:00Z'],
      ['2026-03-29T01:00Z', '2026-03-30T00:30Z', '2026-03-31T00:30Z'],
    ],
    [
      'a time that autumn shows twice is due the first time, once',
      ['30 2 * * *', 'Europe/Berlin', '2026-10-24T12:00Z'],
      ['2026-10-25T00:30Z', '2026-10-26T01:30Z', '2026-10-27T01:30Z'],
    ],
    [
      'the same on the other side of the ocean',
      ['30 2 * * *', 'America/New_York', '2026-03-07T12:00Z'],
      ['2026-03-08T07:00Z', '2026-03-09T06:30Z', '2026-03-10T06:30Z'],
    ],
    [
      'and in autumn there',
      ['30 1 * * *', 'America/New_York', '2026-10-31T12:00Z'],
      ['2026-11-01T05:30Z', '2026-11-02T06:30Z', '2026-11-03T06:30Z'],
    ],
    [
      'a daily time elsewhere in the day keeps its time of day in spring',
      ['0 8 * * *', 'Europe/Berlin', '2026-03-27T12:00Z'],
      ['2026-03-28T07:00Z', '2026-03-29T06:00Z', '2026-03-30T06:00Z'],
    ],
    [
      'and in autumn',
      ['0 8 * * *', 'Europe/Berlin', '2026-10-23T12:00Z'],
      ['2026-10-24T06:00Z', '2026-10-25T07:00Z', '2026-10-26T07:00Z'],
    ],
    [
      'hourly runs are an hour apart in spring',
      ['0 * * * *', 'Europe/Berlin', '2026-03-28T23:30Z'],
      ['2026-03-29T00:00Z', '2026-03-29T01:00Z', '2026-03-29T02:00Z'],
    ],
    [
      'and in autumn, where an hour comes twice',
      ['0 * * * *', 'Europe/Berlin', '2026-10-24T22:30Z'],
      ['2026-10-24T23:00Z', '2026-10-25T00:00Z', '2026-10-25T01:00Z'],
    ],
    [
      'a zone that changes by half an hour',
      ['30 1 * * *', 'Australia/Lord_Howe', '2026-04-03T12:00Z'],
      ['2026-04-03T14:30Z', '2026-04-04T14:30Z', '2026-04-05T15:00Z'],
    ],
    [
      'a zone whose midnight spring leaves out',
      ['0 0 * * *', 'America/Sao_Paulo', '2018-11-03T12:00Z'],
      ['2018-11-04T03:00Z', '2018-11-05T02:00Z', '2018-11-06T02:00Z'],
    ],
    [
      'a zone without summer time',
      ['0 8 * * *', 'Asia/Kolkata', '2026-03-28T12:00Z'],
      ['2026-03-29T02:30Z', '2026-03-30T02:30Z', '2026-03-31T02:30Z'],
    ],
  ] as const)('%s', (_, [expression, timeZone, after], expected) => {
    expect(runs(daily(expression, timeZone), after, 3)).toEqual(expected)
  })

  test('no run comes twice and none is lost over two years of a quarter of an hour', () => {
    const settings = daily('*/15 * * * *', 'Europe/Berlin')
    let at = new Date('2026-03-28T00:00Z')
    for (let n = 0; n < 400; n += 1) {
      const next = nextDue(settings, at)
      expect(next?.getTime()).toBe(at.getTime() + 15 * 60_000)
      at = next ?? at
    }
  })

  test('an interval is counted in real time', () => {
    const settings = daily('0 0 * * *', 'Europe/Berlin', { rule: { kind: 'interval', minutes: 360 } })
    expect(runs(settings, '2026-03-28T20:00Z', 4)).toEqual([
      '2026-03-29T00:00Z',
      '2026-03-29T06:00Z',
      '2026-03-29T12:00Z',
      '2026-03-29T18:00Z',
    ])
  })
})

describe('a time without runs', () => {
  const weekdays = [1, 2, 3, 4, 5]
  const office = { days: weekdays, from: '08:00', to: '18:00' }
  const night = { days: [6], from: '22:00', to: '04:00' }

  test.each([
    [office, '2026-11-23T06:59Z', false],
    [office, '2026-11-23T07:00Z', true],
    [office, '2026-11-23T16:59Z', true],
    [office, '2026-11-23T17:00Z', false],
    [office, '2026-11-22T10:00Z', false],
    [night, '2026-11-21T21:00Z', true],
    [night, '2026-11-22T02:59Z', true],
    [night, '2026-11-22T03:00Z', false],
    [night, '2026-11-22T21:30Z', false],
  ])('%j at %s: %s', (blackout, at, covered) => {
    const settings = daily('0 * * * *', 'Europe/Berlin', { blackouts: [blackout] })
    expect(blackoutAt(settings, new Date(at)) !== undefined).toBe(covered)
  })

  test('is left out to its minute, also when clocks are set forward in it', () => {
    const settings = daily('*/5 * * * *', 'Europe/Berlin', {
      blackouts: [{ days: [6], from: '20:00', to: '03:10' }],
    })
    expect(runs(settings, '2026-03-28T19:00Z', 2)).toEqual(['2026-03-29T01:10Z', '2026-03-29T01:15Z'])
  })

  test('is left out of the next runs', () => {
    const settings = daily('0 */6 * * *', 'Europe/Berlin', { blackouts: [office] })
    expect(runs(settings, '2026-11-23T05:30Z', 3)).toEqual([
      '2026-11-23T17:00Z',
      '2026-11-23T23:00Z',
      '2026-11-24T05:00Z',
    ])
  })
})

describe('what cannot be a schedule', () => {
  const now = new Date('2026-11-21T12:00Z')

  test.each([
    ['* * * * *', 'At least 5 minutes have to lie between two runs.'],
    ['0,2 3 * * *', 'At least 5 minutes have to lie between two runs.'],
    ['0 0 31 2 *', 'This never comes: no day of any year fits.'],
    ['61 * * * *', 'Invalid value for minute: 61.'],
    ['0 2 * *', 'no cron expression of five fields'],
    ['0 0 2 * * *', 'no cron expression of five fields'],
    ['whenever', 'no cron expression of five fields'],
  ])('%s', (expression, message) => {
    expect(checkTimes(daily(expression, 'UTC'), now)).toEqual({
      field: 'rule',
      message: expect.stringContaining(message),
    })
  })

  test('one whose every run falls into a time without runs', () => {
    const always = { days: [0, 1, 2, 3, 4, 5, 6], from: '00:00', to: '00:00' }
    expect(checkTimes(daily('0 2 * * *', 'UTC', { blackouts: [always] }), now)).toMatchObject({
      field: 'blackouts',
    })
  })

  // It was looked for until the last year that there is, a minute at a time.
  test('one that is due every five minutes of each day but for the last minute, without an end to the search', () => {
    const nearly = { days: [0, 1, 2, 3, 4, 5, 6], from: '00:00', to: '23:59' }
    const settings = daily('*/5 * * * *', 'Europe/Berlin', { blackouts: [nearly] })

    expect(nextRuns(settings, now)).toEqual([])
    expect(checkTimes(settings, now)).toMatchObject({ field: 'blackouts' })
    expect(nextRuns(daily('59 23 * * *', 'Europe/Berlin', { blackouts: [nearly] }), now)).toHaveLength(5)
  })

  test.each(['+02:00', 'Mars/Olympus', '', 'CET+1'])('the time zone %j', (timeZone) => {
    const given = { ...daily('0 2 * * *', 'UTC'), timeZone }
    expect(ScheduleSettings.safeParse(given).success).toBe(false)
  })

  test.each(['0 2 * * *', '*/5 * * * *', '0 9 * * 1-5', '@weekly', '0 0 L * *'])(
    'but %s can',
    (expression) => {
      expect(checkTimes(daily(expression, 'Europe/Berlin'), now)).toBeNull()
    },
  )
})
