import type { Problem } from '../problem'
import type { SourceKind } from './source'

export type SyncStatus = 'queued' | 'running' | 'succeeded' | 'failed' | 'cancelled'

/** Rows of a run by outcome; `read = sent + unchanged + failed` once it is over. */
export interface SyncCounts {
  read: number
  sent: number
  unchanged: number
  failed: number
}

/** A run as the browser polls it. Times are ISO 8601, `rate` is rows finished per second of late. */
export interface SyncView {
  id: string
  connectionId: string
  status: SyncStatus
  sourceKind: SourceKind
  sourceName: string
  /** Null while it is not known: then there is progress, but no end to measure it by. */
  totalRows: number | null
  counts: SyncCounts
  rate: number
  problem: Problem | null
  startedBy: string
  createdAt: string
  startedAt: string | null
  finishedAt: string | null
}

export interface SyncErrorView {
  row: number
  itemId: string | null
  code: string
  message: string
  field: string | null
  graphRequestId: string | null
}

/** The errors of a run that have one cause, with one of their messages. */
export interface SyncErrorGroup {
  code: string
  count: number
  message: string
}
