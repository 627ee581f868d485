import type { Problem } from '../problem'

/** Records to send: rows of what a run has read, or items as the source held them last. */
export type Records = { syncId: string; rows: number[] } | { itemIds: string[] }

/** Groups whose changes Graph has not taken yet. */
export interface GroupChanges {
  groupIds: string[]
}

/** One item that somebody writes or deletes by hand. */
export interface ItemChange {
  change: 'put' | 'delete'
  itemId: string
}

/** What one command sends at most; more than that is a run. */
export const mostRecords = 1_000

export type CommandStatus = 'waiting' | 'running' | 'done' | 'failed'

/** What happens to one record, in this order. */
export const traceSteps = ['read', 'map', 'check', 'access', 'compare', 'send', 'readBack'] as const
export type TraceStepName = (typeof traceSteps)[number]

/** `warn`: it went on, and somebody should look at it. `skipped`: a step before it failed. */
export type StepOutcome = 'ok' | 'warn' | 'failed' | 'skipped'

export interface TraceStep {
  name: TraceStepName
  outcome: StepOutcome
  ms: number
  /** What came of it, without the contents of the record. */
  text: string
  graphRequestId?: string
}

/** One record on its way from the source to Graph and back. */
export interface RecordTrace {
  row: number | null
  itemId: string | null
  sourceName: string | null
  /** ISO 8601: when the source was read. */
  readAt: string | null
  steps: TraceStep[]
}

export interface SentRecord {
  row: number | null
  itemId: string | null
  outcome: 'sent' | 'failed'
  /** Why it failed. */
  message: string | null
}

export interface CommandResult {
  sent: number
  failed: number
  /** Those that failed; the others were sent. */
  failures: SentRecord[]
  /** Of a command with one record. */
  trace: RecordTrace | null
}

/** A command as the browser polls it. Times are ISO 8601. */
export interface CommandView {
  id: string
  connectionId: string
  status: CommandStatus
  /** How many records it is about. */
  records: number
  result: CommandResult | null
  problem: Problem | null
  /** No worker is there that could do it. */
  waitsForWorker: boolean
  askedBy: string
  askedAt: string
  finishedAt: string | null
}

export const isOver = ({ status }: Pick<CommandView, 'status'>) => status === 'done' || status === 'failed'

export const recordCount = (records: Records | GroupChanges | ItemChange) => {
  if ('change' in records) return 1
  if ('groupIds' in records) return records.groupIds.length
  return 'rows' in records ? records.rows.length : records.itemIds.length
}

/** Whether the record has arrived. */
export const hasArrived = ({ steps }: Pick<RecordTrace, 'steps'>) =>
  steps.some(({ name, outcome }) => name === 'send' && outcome === 'ok')
