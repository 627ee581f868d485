import { localDate, readLocalDate } from './date-order'
import { shown } from './shown'
import { instantIn, utc } from './time-zone'
import type { ValueFormat } from './value-format'

const fix = 'Write it like 2026-01-31 or 2026-01-31T08:00:00Z.'
/** No way to write a date is longer. */
const longest = 64

const isoDate = /^(\d{4})([-/.])(\d{2})\2(\d{2})$/
const clock =
  /^(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?(?: *([ap])\.?m\.?)?(?: *(z|utc|gmt|[+-]\d{2}(?::?\d{2})?))?$/i

type Read = { value: string } | { problem: string }

/**
 * ISO 8601 in UTC, of a text that is a date and a time from its first to its last character: nothing is left out. Another date is read
 * by the order of its column, or if it can be read in one way only. A date alone is its midnight, and a time without
 * an offset is one of the column's time zone.
 */
export function toDateTime(text: string, format: ValueFormat = {}): Read {
  const trimmed = text.trim()
  const no = (why: string): Read => ({ problem: `${shown(text)} ${why} ${fix}` })
  if (trimmed.length > longest) return no('is not a date.')
  if (format.epoch) return fromEpoch(trimmed, format.epoch)
  const written = readLocalDate(trimmed, format.dateOrder) ?? trimmed
  const [, day = '', time] = /^([^T\s]*)(?:(?:[T]|[ \u00a0\u202f]+)(.*))?$/is.exec(written) ?? []
  const date = isoDate.exec(day)
  if (!date) return no(notIso(trimmed))
  const [year = 0, month = 0, dayOfMonth = 0] = [date[1], date[3], date[4]].map(Number)
  if (!isDay(`${date[1]}-${date[3]}-${date[4]}`)) return no('is not a day of the calendar.')

  if (time === undefined) {
    const midnight = startOfDay(year, month, dayOfMonth, format.timeZone)
    return midnight === null ? no('is a day that this time zone left out.') : { value: iso(midnight, '') }
  }
  const told = readClock(time.replace(/[\u00a0\u202f]/g, ' '))
  if (typeof told === 'string') return no(told)
  const local = utc(year, month, dayOfMonth, told.seconds)
  const at = told.offset !== undefined ? local - told.offset * 60_000 : inZone(format.timeZone, local)
  if (at === null)
    return no(`is a time that never was in ${format.timeZone}: clocks were set forward over it.`)
  const value = iso(at, told.fraction)
  return value.length > 30 || at < utc(1, 1, 1, 0) ? no('is too far away.') : { value }
}

const inZone = (zone: string | undefined, local: number) => (zone ? instantIn(zone, local) : local)

/** Midnight, or the first moment of a day that begins later because clocks were set forward. */
function startOfDay(year: number, month: number, day: number, zone?: string) {
  for (const minutes of [0, 30, 60, 120]) {
    const at = inZone(zone, utc(year, month, day, minutes * 60))
    if (at !== null) return at
  }
  return null
}

/** The parts of a time, or why it cannot be read. */
function readClock(text: string) {
  const match = clock.exec(text.trimEnd())
  const unread = 'has a time that cannot be read to its end.'
  if (!match)
    return /[a-z]{2,}\/?[a-z]*$/i.test(text.slice(-40))
      ? `${unread} Name the offset in digits, like +02:00.`
      : unread
  const [, hours = '', minutes = '', seconds = '0', fraction = '', half, zone] = match
  let hour = Number(hours)
  if (half) {
    if (hour < 1 || hour > 12) return 'has an hour that no half of the day has.'
    hour = (hour % 12) + (half.toLowerCase() === 'p' ? 12 : 0)
  }
  if (hour > 23 || Number(minutes) > 59 || Number(seconds) > 59) return 'has no time that can be read.'
  const exact = fraction.replace(/0+$/, '')
  if (exact.length > 7) return 'is more exact than Graph keeps: at most seven digits of a second.'
  const offset = zone === undefined ? undefined : offsetOf(zone)
  if (offset === null) return 'has an offset that no place has.'
  return { seconds: hour * 3600 + Number(minutes) * 60 + Number(seconds), fraction: exact, offset }
}

/** Minutes ahead of UTC. */
function offsetOf(zone: string) {
  const [, sign, hours, minutes = '0'] = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone) ?? []
  if (!sign) return 0
  const total = Number(hours) * 60 + Number(minutes)
  if (total > 14 * 60 || Number(minutes) > 59) return null
  return sign === '-' ? -total : total
}

function fromEpoch(text: string, unit: 'seconds' | 'milliseconds'): Read {
  const match = /^(-?\d{1,15})(?:\.(\d{1,9}))?$/.exec(text)
  const [, whole = '', rest = ''] = match ?? []
  const wrong = { problem: `${shown(text)} is no number of ${unit} since 1970-01-01.` }
  if (!match) return wrong
  const fraction = rest.replace(/0+$/, '')
  const negative = whole.startsWith('-')
  if (fraction !== '' && (unit === 'milliseconds' || negative || fraction.length > 7))
    return { problem: `${shown(text)} is more exact than can be read: leave out the fraction.` }
  const ms = Number(whole) * (unit === 'seconds' ? 1000 : 1)
  if (ms < utc(1, 1, 1, 0) || ms >= utc(10_000, 1, 1, 0)) return wrong
  const second = Math.floor(ms / 1000) * 1000
  const thousandths = String(ms - second)
    .padStart(3, '0')
    .replace(/0+$/, '')
  return { value: iso(second, unit === 'seconds' ? fraction : thousandths) }
}

const iso = (at: number, fraction: string) =>
  `${new Date(at).toISOString().slice(0, -5)}${fraction ? `.${fraction}` : ''}Z`

/** `2026-02-30` looks like a day and is none. */
export function isDay(date: string) {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number)
  // The 0th of the next month is the last of this.
  const last = new Date(utc(year, month + 1, 0, 0)).getUTCDate()
  return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= last
}

function notIso(text: string) {
  if (localDate(text)) return 'can be read as two dates, day first or month first.'
  if (/^\d{1,2}[/.-]\d{1,2}[/.-]\d{2}\b/.test(text)) return 'does not say which century it means.'
  return 'is not an ISO 8601 date.'
}
