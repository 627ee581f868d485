/** `waiting`: a worker has taken it, and the run has not started yet. */
export type ScheduleOutcome = 'waiting' | 'started' | 'skipped' | 'failed'

/** What became of a time at which a schedule was due. Times are ISO 8601. */
export interface ScheduleEventView {
  id: string
  dueAt: string
  lastDueAt: string
  /** How many due times in a row were skipped for this reason. */
  times: number
  outcome: ScheduleOutcome
  reason: string | null
  syncId: string | null
}
