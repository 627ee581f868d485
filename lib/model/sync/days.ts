import { brokeOff, isLive, needsAttention, type SyncStatus } from './status'

/** The worst outcome of the runs of a day. */
export type DayState = 'none' | 'good' | 'attention' | 'failed'

export interface RunDay {
  /** `2026-11-23` */
  date: string
  state: DayState
  runs: number
}

const rank: DayState[] = ['none', 'good', 'attention', 'failed']

const stateOf = (status: SyncStatus): DayState => {
  if (brokeOff({ status })) return 'failed'
  if (needsAttention({ status })) return 'attention'
  return isLive({ status }) || status === 'cancelled' ? 'none' : 'good'
}

/** The last days up to today as the clocks of a zone count them, the oldest first. */
export function runDays(
  runs: readonly { at: Date; status: SyncStatus }[],
  { now, timeZone, count }: { now: Date; timeZone: string; count: number },
): RunDay[] {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' })
  const days = new Map<string, RunDay>()
  // From noon of today on, so that no change of the clocks skips a day.
  const today = Date.parse(`${format.format(now)}T12:00:00Z`)
  for (let back = count - 1; back >= 0; back -= 1) {
    const date = new Date(today - back * 86_400_000).toISOString().slice(0, 10)
    days.set(date, { date, state: 'none', runs: 0 })
  }
  for (const { at, status } of runs) {
    const day = days.get(format.format(at))
    if (!day) continue
    day.runs += 1
    const state = stateOf(status)
    if (rank.indexOf(state) > rank.indexOf(day.state)) day.state = state
  }
  return [...days.values()]
}

/** "14 days: 12 without a failure, 1 failed, 1 needs a look" */
export function daysWords(days: readonly RunDay[]): string {
  const of = (state: DayState) => days.filter((day) => day.state === state).length
  const parts = [
    [of('good'), 'good'],
    [of('attention'), 'to look at'],
    [of('failed'), 'failed'],
    [of('none'), 'without a run'],
  ] as const
  return `${days.length} days: ${parts
    .filter(([count]) => count > 0)
    .map(([count, words]) => `${count} ${words}`)
    .join(', ')}`
}
