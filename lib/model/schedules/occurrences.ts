import { Cron } from 'croner'
import type { Blackout, ScheduleRule, ScheduleSettings } from './schedule'
import { leastMinutes } from './schedule'
import { localTime } from './time-zone'

type When = Pick<ScheduleSettings, 'rule' | 'timeZone'>

/**
 * When the schedule is due next, after a moment; null when never, as when it follows another connection. A time that does not exist when the clocks go forward is due
 * when they go on, and one that they show twice in autumn is due the first time.
 */
export function nextDue({ rule, timeZone }: When, after: Date): Date | null {
  if (rule.kind === 'after') return null
  if (rule.kind === 'cron') return cronOf(rule.expression, timeZone).nextRun(after)
  const step = rule.minutes * 60_000
  return new Date((Math.floor(after.getTime() / step) + 1) * step)
}

/** So many times that are covered are passed over. Blackouts come again every week: more than these cover every run. */
const mostCovered = 150

/** The next runs: the due times that no blackout covers. */
export function nextRuns(settings: ScheduleSettings, after: Date, count = 5): Date[] {
  const runs: Date[] = []
  let at: Date | null = after
  for (let covered = 0; at && runs.length < count && covered < mostCovered; ) {
    at = nextDue(settings, at)
    if (at && blackoutAt(settings, at)) {
      at = endOfBlackout(settings, at)
      covered += 1
    } else if (at) runs.push(at)
  }
  return runs
}

const minuteMs = 60_000
/** Blackouts come again every week: what is covered for longer always is. */
const weekMs = 8 * 24 * 60 * minuteMs

/** The last minute that is covered without a gap, or null when that never ends. */
function endOfBlackout(settings: ScheduleSettings, from: Date): Date | null {
  let last = from.getTime()
  for (;;) {
    const blackout = blackoutAt(settings, new Date(last + minuteMs))
    if (!blackout) return new Date(last)
    last += Math.max(1, minutesBefore(blackout, new Date(last), settings.timeZone)) * minuteMs
    if (last - from.getTime() > weekMs) return null
  }
}

/** How long it covers what follows for sure. In its last hour clocks may be set forward, so that is looked at by the minute. */
function minutesBefore({ to }: Blackout, at: Date, timeZone: string) {
  const left = minuteOf(to) - minuteOf(localTime(at, timeZone).time)
  return (left < 0 ? left + 24 * 60 : left) - 61
}

const minuteOf = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))

/** The blackout that covers a moment. */
export function blackoutAt({ blackouts, timeZone }: ScheduleSettings, at: Date): Blackout | undefined {
  if (blackouts.length === 0) return undefined
  const { day, time } = localTime(at, timeZone)
  const dayBefore = (day + 6) % 7
  return blackouts.find(({ days, from, to }) =>
    from < to
      ? days.includes(day) && time >= from && time < to
      : (days.includes(day) && time >= from) || (days.includes(dayBefore) && time < to),
  )
}

/** What is wrong with when it runs, or null. */
export function checkTimes(settings: ScheduleSettings, now: Date): { field: string; message: string } | null {
  // Its times are those of another connection, which nobody knows.
  if (settings.rule.kind === 'after') return null
  const wrong = checkRule(settings.rule, settings.timeZone, now)
  if (wrong) return { field: 'rule', message: wrong }
  if (nextRuns(settings, now, 1).length > 0) return null
  return { field: 'blackouts', message: 'The times without runs cover every run of this schedule.' }
}

function checkRule(rule: ScheduleRule, timeZone: string, now: Date): string | null {
  if (rule.kind !== 'cron') return null
  try {
    const [first, ...more] = cronOf(rule.expression, timeZone).nextRuns(30, now)
    if (!first) return 'This never comes: no day of any year fits.'
    const tooClose = more.some(
      (at, n) => at.getTime() - (n ? (more[n - 1] ?? first) : first).getTime() < closest,
    )
    return tooClose ? `At least ${leastMinutes} minutes have to lie between two runs.` : null
  } catch (error) {
    if (!(error instanceof Error)) throw error
    return `This is no cron expression of five fields (minute, hour, day, month, day of the week): ${reasonOf(error)}`
  }
}

const closest = leastMinutes * 60_000

const reasonOf = ({ message }: Error) => message.replace(/^CronPattern: /, '').replace(/[^.]$/, '$&.')

const cronOf = (expression: string, timezone: string) =>
  new Cron(expression, { timezone, paused: true, mode: '5-part' })
