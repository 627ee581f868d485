import type { StepOutcome, TraceStepName } from './command'

/** The steps of one record, in words for an admin. */
export const stepWords: Record<TraceStepName, string> = {
  read: 'Read from the source',
  map: 'Map to properties',
  check: 'Check',
  access: 'Who may read it',
  compare: 'Compare with what was sent',
  send: 'Send to Graph',
  readBack: 'Read back',
}

export const outcomeWords: Record<StepOutcome, string> = {
  ok: 'OK',
  warn: 'Look at it',
  failed: 'Failed',
  skipped: 'Not reached',
}
