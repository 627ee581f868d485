import type { ScheduleRule, ScheduleSettings } from './schedule'

/** How a person says when something runs; `cron` takes what none of the others says. */
type Rhythm = 'every' | 'daily' | 'weekdays' | 'weekly' | 'cron' | 'after'

const unitMinutes = { minutes: 1, hours: 60 }
type Unit = keyof typeof unitMinutes

export interface BlackoutDraft {
  days: readonly number[]
  from: string
  to: string
}

/** A schedule as its form holds it, with numbers as they are typed. */
export interface ScheduleDraft {
  rhythm: Rhythm
  every: string
  unit: Unit
  /** `08:30` */
  time: string
  /** Day of the week, 0 is Sunday. */
  day: string
  expression: string
  /** The connection whose runs it follows; empty until one is chosen. */
  follows: string
  timeZone: string
  overlap: ScheduleSettings['overlap']
  missed: ScheduleSettings['missed']
  blackouts: BlackoutDraft[]
}

export const newDraft = (timeZone: string): ScheduleDraft => ({
  rhythm: 'daily',
  every: '15',
  unit: 'minutes',
  time: '02:00',
  day: '1',
  expression: '0 2 * * *',
  follows: '',
  timeZone,
  overlap: 'skip',
  missed: 'catch-up',
  blackouts: [],
})

/** The form of a saved schedule. */
export function draftOf({ rule, blackouts, ...settings }: ScheduleSettings): ScheduleDraft {
  const draft: ScheduleDraft = {
    ...newDraft(settings.timeZone),
    ...settings,
    blackouts: blackouts.map((blackout) => ({ ...blackout })),
  }
  if (rule.kind === 'interval') {
    const whole = rule.minutes % 60 === 0
    const every = String(whole ? rule.minutes / 60 : rule.minutes)
    return { ...draft, rhythm: 'every', every, unit: whole ? 'hours' : 'minutes' }
  }
  if (rule.kind === 'after') return { ...draft, rhythm: 'after', follows: rule.connectionId }
  const { expression } = rule
  const [, minute, hour, days] = /^(\d+) (\d+) \* \* (\*|1-5|[0-6])$/.exec(expression) ?? []
  if (!minute || !hour || !days || Number(minute) > 59 || Number(hour) > 23) {
    return { ...draft, rhythm: 'cron', expression }
  }
  const time = `${hour.padStart(2, '0')}:${minute.padStart(2, '0')}`
  if (days === '*') return { ...draft, rhythm: 'daily', time, expression }
  if (days === '1-5') return { ...draft, rhythm: 'weekdays', time, expression }
  return { ...draft, rhythm: 'weekly', time, day: days, expression }
}

/** What is saved of the form; it may be wrong still. */
export function settingsOf(draft: ScheduleDraft): ScheduleSettings {
  const { timeZone, overlap, missed, blackouts } = draft
  const plain = blackouts.map(({ days, ...times }) => ({ ...times, days: [...days] }))
  return { rule: ruleOf(draft), timeZone, overlap, missed, blackouts: plain }
}

function ruleOf({ rhythm, every, unit, time, day, expression, follows }: ScheduleDraft): ScheduleRule {
  if (rhythm === 'every') {
    const count = every.trim() === '' ? Number.NaN : Number(every)
    return { kind: 'interval', minutes: count * unitMinutes[unit] }
  }
  if (rhythm === 'after') return { kind: 'after', connectionId: follows }
  if (rhythm === 'cron') return { kind: 'cron', expression: expression.trim().replace(/\s+/g, ' ') }
  const [hour, minute] = time.split(':').map(Number)
  const days = rhythm === 'daily' ? '*' : rhythm === 'weekdays' ? '1-5' : day
  return { kind: 'cron', expression: `${minute ?? ''} ${hour ?? ''} * * ${days}` }
}
