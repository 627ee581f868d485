/** After so many runs in a row with the same record and the same mapping, runs leave it out: a person has to look at it. */
export const mostRuns = 5

/**
 * Causes that lie in the record or its mapping. All others may be gone by the next run (Graph was away, a permission was
 * missing, a user is created later), so such records are tried for as long as they fail.
 */
export const lastingCodes = [
  'invalid-value',
  'uneven-row',
  'expression-failed',
  'invalid',
  'BadRequest',
  'RequestEntityTooLarge',
] as const

/** `tried`: each run tries it again. `stuck`: runs have given up. `aside`: somebody decided that it need not be sent. */
export const failingStates = ['tried', 'stuck', 'aside'] as const
export type FailingState = (typeof failingStates)[number]

export const longestNote = 500

/** Failing records in the order of their ids. */
export interface FailingPage {
  records: FailingRecord[]
  counts: Record<FailingState, number>
  /** The id that the next page comes after; null on the last. */
  next: string | null
  /** Ids and messages are hidden: they may be personal data, and not for this reader. */
  masked: boolean
  personal: boolean
}

/** A record that could not be sent, as the browser gets it. Times are ISO 8601. */
export interface FailingRecord {
  itemId: string
  state: FailingState
  code: string
  /** Null when it may quote personal data that is not for this reader. */
  message: string | null
  field: string | null
  graphRequestId: string | null
  syncId: string
  row: number
  runs: number
  since: string
  at: string
  aside: { by: string; at: string; note: string } | null
}
