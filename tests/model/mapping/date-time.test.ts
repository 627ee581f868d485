import fc from 'fast-check'
import { expect, test } from 'vitest'
import { toDateTime } from '@/lib/model/mapping/date-time'
import { isTimeZone } from '@/lib/model/mapping/time-zone'
import type { ValueFormat } from '@/lib/model/mapping/value-format'

test.each<[text: string, value: string, format?: ValueFormat]>([
  ['2026-01-31', '2026-01-31T00:00:00Z'],
  ['2026/01/31', '2026-01-31T00:00:00Z'],
  ['2026-01-31T08:00', '2026-01-31T08:00:00Z'],
  ['2026-01-31 08:00 PM', '2026-01-31T20:00:00Z'],
  ['2026-01-31 12:05:10 a.m.', '2026-01-31T00:05:10Z'],
  ['2026-01-31 12:05 pm +01:00', '2026-01-31T11:05:00Z'],
  ['2026-01-31 08:00:00 +02:00', '2026-01-31T06:00:00Z'],
  ['2026-01-31 08:00:00.0000000 -05:00', '2026-01-31T13:00:00Z'],
  ['2026-01-31T08:00:00.1234567Z', '2026-01-31T08:00:00.1234567Z'],
  ['2026-01-31T08:00:00,5-0130', '2026-01-31T09:30:00.5Z'],
  ['2026-01-31 8:00 UTC', '2026-01-31T08:00:00Z'],
  ['31.01.2026 08:00\u202fPM', '2026-01-31T20:00:00Z'],
  ['1/2/2026 1:05 AM', '2026-01-02T01:05:00Z', { dateOrder: 'monthFirst' }],
  ['2026-07-01 08:00', '2026-07-01T06:00:00Z', { timeZone: 'Europe/Berlin' }],
  ['2026-01-31 08:00', '2026-01-31T07:00:00Z', { timeZone: 'Europe/Berlin' }],
  ['2026-01-31', '2026-01-30T23:00:00Z', { timeZone: 'Europe/Berlin' }],
  ['2026-01-31 08:00Z', '2026-01-31T08:00:00Z', { timeZone: 'Europe/Berlin' }],
  // Twice that night: the first of the two.
  ['2026-10-25 02:30', '2026-10-25T00:30:00Z', { timeZone: 'Europe/Berlin' }],
  // The day began at one o'clock.
  ['2018-11-04', '2018-11-04T03:00:00Z', { timeZone: 'America/Sao_Paulo' }],
  ['1769846400', '2026-01-31T08:00:00Z', { epoch: 'seconds' }],
  ['1769846400.25', '2026-01-31T08:00:00.25Z', { epoch: 'seconds' }],
  ['1769846400250', '2026-01-31T08:00:00.25Z', { epoch: 'milliseconds' }],
  ['-1', '1969-12-31T23:59:59Z', { epoch: 'seconds' }],
])('%s is %s', (text, value, format) => {
  expect(toDateTime(text, format)).toEqual({ value })
})

test.each<[text: string, problem: RegExp, format?: ValueFormat]>([
  ['2026-01-31 08:00:00 garbage', /cannot be read to its end/],
  ['2026-01-31 08:00:00 +02:00 x', /cannot be read to its end/],
  ['2026-01-31 08:00 EST', /cannot be read to its end\. Name the offset/],
  ['2026-01-31 08:00 Europe/Paris', /Name the offset/],
  ['2026-01-31 13:00 PM', /hour that no half/],
  ['2026-01-31 00:30 AM', /hour that no half/],
  ['2026-01-31 garbage', /cannot be read to its end/],
  ['2026-01-31garbage', /not an ISO 8601 date/],
  ['2026-01-31 24:00', /no time that can be read/],
  ['2026-01-31 08:60', /no time that can be read/],
  ['2026-01-31 08:00:00 +15:00', /offset that no place has/],
  ['2026-01-31 08:00:00.12345678', /more exact than Graph keeps/],
  ['2026-02-30', /not a day of the calendar/],
  ['0000-01-01', /not a day of the calendar/],
  ['01.02.2026', /two dates/],
  ['31.01.26', /century/],
  ['20260131', /not an ISO 8601 date/],
  ['2026-01/31', /not an ISO 8601 date/],
  ['2026-03-29 02:30', /never was in Europe\/Berlin/, { timeZone: 'Europe/Berlin' }],
  ['0001-01-01T00:00:00+14:00', /too far away/],
  ['1e9', /no number of seconds/, { epoch: 'seconds' }],
  ['2026-01-31', /no number of seconds/, { epoch: 'seconds' }],
  ['-1.5', /leave out the fraction/, { epoch: 'seconds' }],
  ['9'.repeat(15), /no number of seconds/, { epoch: 'seconds' }],
  ['9'.repeat(60_000), /is not a date/],
])('%s is refused', (text, problem, format) => {
  expect(toDateTime(text, format)).toEqual({ problem: expect.stringMatching(problem) })
})

const two = (value: number) => String(value).padStart(2, '0')
const zones = ['UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe', '+05:30']

/** An instant, and a text that names it: written here by other means than it is read. */
const written = fc
  .record({
    ms: fc
      .integer({ min: Date.UTC(1971, 0), max: Date.UTC(2100, 0) })
      .map((at) => Math.floor(at / 1000) * 1000),
    offset: fc.integer({ min: -14 * 60, max: 14 * 60 }),
    ticks: fc.option(fc.integer({ min: 0, max: 9_999_999 })),
    half: fc.boolean(),
    order: fc.constantFrom('iso', 'dayFirst', 'monthFirst'),
    zone: fc.constantFrom('offset', 'Z', 'none'),
    space: fc.constantFrom('', ' ', '  '),
    colon: fc.boolean(),
  })
  .map(({ ms, offset, ticks, half, order, zone, space, colon }) => {
    const shift = zone === 'offset' ? offset : 0
    const local = new Date(ms + shift * 60_000)
    const [y, m, d] = [local.getUTCFullYear(), two(local.getUTCMonth() + 1), two(local.getUTCDate())]
    const date = { iso: `${y}-${m}-${d}`, dayFirst: `${d}.${m}.${y}`, monthFirst: `${m}/${d}/${y}` }[order]
    const hours = local.getUTCHours()
    const fraction = ticks === null ? '' : `.${String(ticks).padStart(7, '0')}`
    const clock = `${half ? hours % 12 || 12 : two(hours)}:${two(local.getUTCMinutes())}:${two(local.getUTCSeconds())}${fraction}`
    const sign = offset < 0 ? '-' : '+'
    const away = Math.abs(offset)
    const suffix = {
      offset: `${sign}${two(Math.floor(away / 60))}${colon ? ':' : ''}${two(away % 60)}`,
      Z: 'Z',
      none: '',
    }[zone]
    const text = `${date} ${clock}${half ? `${space}${hours < 12 ? 'AM' : 'pm'}` : ''}${space}${suffix}`
    const exact = fraction.replace(/\.?0+$/, '')
    const format: ValueFormat =
      order === 'iso' || order === undefined ? {} : { dateOrder: order as 'dayFirst' }
    return { text, format, value: `${new Date(ms).toISOString().slice(0, 19)}${exact}Z` }
  })

test('whatever is read is the instant that the text names', () => {
  fc.assert(
    fc.property(written, ({ text, format, value }) => {
      expect(toDateTime(text, format)).toEqual({ value })
    }),
    { numRuns: 2_000 },
  )
})

test('what follows or precedes a date is never dropped', () => {
  // Anything that is not itself a part of a time.
  const garbage = fc
    .string({ minLength: 1, maxLength: 12 })
    .filter((text) => !/^[\s\d:.,+\-zapmutcgZAPMUTCG]*$/.test(text))
  fc.assert(
    fc.property(written, garbage, fc.boolean(), ({ text, format }, extra, before) => {
      expect(toDateTime(before ? `${extra}${text}` : `${text}${extra}`, format)).toHaveProperty('problem')
    }),
    { numRuns: 2_000 },
  )
})

test('a local time in a zone is the instant at which clocks there showed it', () => {
  const format = (zone: string) =>
    new Intl.DateTimeFormat('sv-SE', {
      timeZone: zone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    })
  fc.assert(
    fc.property(
      fc.integer({ min: Date.UTC(1971, 0), max: Date.UTC(2037, 0) }),
      fc.constantFrom(...zones),
      (at, zone) => {
        const text = format(zone).format(at)
        const read = toDateTime(text, { timeZone: zone })
        if ('problem' in read) throw new Error(`${text} in ${zone}: ${read.problem}`)
        expect(format(zone).format(Date.parse(read.value))).toBe(text)
      },
    ),
    { numRuns: 500 },
  )
})

test('time zones are known by their names', () => {
  expect(['Europe/Berlin', 'UTC', 'Mars/Olympus', '', '__proto__'].map(isTimeZone)).toEqual([
    true,
    true,
    false,
    false,
    false,
  ])
})
