import type { Problem } from '../problem'
import type { ItemChanges, RunPhase, RunType } from './run-type'
import type { SourceKindName } from './source'
import type { SyncStatus } from './status'

/** Rows of a run by outcome; `read = sent + unchanged + failed` once it is over. */
export interface SyncCounts {
  read: number
  sent: number
  unchanged: number
  failed: number
  /** Of the unchanged: records that are left out, because runs gave them up or somebody set them aside. */
  setAside?: number
}

/** The same as stored, with how many of the sent items are new. */
export interface RunCounts extends SyncCounts {
  created?: number
}

/** How Graph slows a run down: it may have `limit` requests in flight, of `most`. */
export interface Pacing {
  limit: number
  most: number
  /** ISO 8601: until then nothing is sent. Null when requests may start. */
  heldUntil: string | null
}

/** A run as the browser polls it. Times are ISO 8601; `rate` and `pace` are rows finished per second. */
export interface SyncView {
  id: string
  connectionId: string
  status: SyncStatus
  sourceKind: SourceKindName
  sourceName: string
  type: RunType
  phase: RunPhase
  /** How many records were read in phase `stage`. */
  staged: number
  /** Null while it is not known: then there is progress, but no end to measure it by. */
  totalRows: number | null
  counts: SyncCounts
  changes: ItemChanges
  /** Of the list of deletions that wait for an approval: it counts for exactly that list. */
  heldHash: string | null
  /** Of the last seconds. */
  rate: number
  /** A slow mean, for the time left. */
  pace: number
  /** No running worker could continue it. */
  waitsForWorker: boolean
  /** Null when Graph does not slow it down. */
  pacing: Pacing | null
  /** How many indexed items the source did not hold; null until it was read to its end. */
  notHeld: number | null
  /** People data that was sent before its connection was a profile source. */
  unregistered: boolean
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
