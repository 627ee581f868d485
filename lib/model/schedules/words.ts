import cronstrue from 'cronstrue'
import type { Blackout, ScheduleRule, ScheduleSettings } from './schedule'

/** Tells the name of a connection by its id. */
export type NameOf = (connectionId: string) => string

/** When a schedule runs, as a sentence without its zone: "Every 15 minutes", "At 02:00, Monday through Friday". */
export function ruleWords(rule: ScheduleRule, nameOf: NameOf = (id) => id): string {
  if (rule.kind === 'after') return `After each sync of ${nameOf(rule.connectionId)} that succeeds`
  if (rule.kind === 'interval') return `Every ${everyWords(rule.minutes)}`
  return cronstrue.toString(rule.expression, { use24HourTimeFormat: true, throwExceptionOnParseError: false })
}

function everyWords(minutes: number) {
  for (const [unit, size] of units) {
    if (minutes % size === 0) return minutes === size ? unit : `${minutes / size} ${unit}s`
  }
  return `${minutes} minutes`
}

const units = [
  ['week', 7 * 24 * 60],
  ['day', 24 * 60],
  ['hour', 60],
  ['minute', 1],
] as const

export const scheduleWords = (
  { rule, timeZone }: Pick<ScheduleSettings, 'rule' | 'timeZone'>,
  nameOf?: NameOf,
) =>
  rule.kind !== 'cron'
    ? ruleWords(rule, nameOf)
    : `${ruleWords(rule)}, ${timeZone === 'UTC' ? 'UTC' : `time of ${placeOf(timeZone)}`}`

/** `America/New_York` → New York */
const placeOf = (timeZone: string) => timeZone.split('/').at(-1)?.replaceAll('_', ' ') ?? timeZone

export const dayNames = [
  'Sunday',
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
] as const

const daySets: Record<string, string> = {
  '0123456': 'Every day',
  '12345': 'Monday to Friday',
  '06': 'Saturday and Sunday',
}

export function blackoutWords({ days, from, to }: Blackout): string {
  const named = daySets[[...days].sort().join('')] ?? days.map((day) => dayNames[day]).join(', ')
  return `${named}, ${from} to ${to}${to <= from ? ' of the next day' : ''}`
}
