import type { ScheduleEventView } from './event'
import type { ScheduledType, ScheduleSettings } from './schedule'

/** A schedule as the browser sees it. Times are ISO 8601. */
export interface ScheduleView {
  runType: ScheduledType
  settings: ScheduleSettings
  /** When it runs, in words. */
  words: string
  blackouts: string[]
  paused: boolean
  /** The next five runs; none while it is paused. */
  next: string[]
  /** What became of the last due times, the latest first. */
  events: ScheduleEventView[]
  savedBy: string
  savedAt: string
}

/** The webhook that starts runs of a connection; its secret is shown once, when it is made. */
export interface TriggerView {
  createdBy: string
  createdAt: string
  lastCalledAt: string | null
}
