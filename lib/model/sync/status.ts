/**
 * Where a run stands. `held` is over: what it may send is sent, and its deletions wait for an approval. `stopped` was
 * ended by a limit, of Graph's or of the abort rules. `lost`: its remote connector stopped reporting.
 */
export const syncStatuses = [
  'queued',
  'running',
  'paused',
  'held',
  'succeeded',
  'with-errors',
  'stopped',
  'failed',
  'lost',
  'cancelled',
] as const
export type SyncStatus = (typeof syncStatuses)[number]

type Of = { status: SyncStatus }

/** Runs that are not over. A connection has one at most. */
export const liveStatuses = ['queued', 'running', 'paused'] as const satisfies readonly SyncStatus[]
/** Runs that a worker has or will take by itself. */
export const workedStatuses = ['queued', 'running'] as const satisfies readonly SyncStatus[]

const isIn = (statuses: readonly SyncStatus[]) => {
  const known = new Set(statuses)
  return ({ status }: Of) => known.has(status)
}

export const isLive = isIn(liveStatuses)
export const isEnded = (run: Of) => !isLive(run)
/** Something happens to it without anybody’s doing, so a page that shows it looks again soon. */
export const isMoving = isIn(workedStatuses)
/** It has read its source to the end, so what it did not find there is not in the source. */
export const hasReadAll = isIn(['succeeded', 'with-errors', 'held'])
/** Nothing is left to do about it. */
export const isGood = isIn(['succeeded'])
/** It is over, and somebody should look at it. */
export const needsAttention = isIn(['with-errors', 'stopped', 'held', 'failed', 'lost'])
/** It ended before the end of its source, without anybody having wanted that. */
export const brokeOff = isIn(['stopped', 'failed', 'lost'])

interface Outcomes {
  sent: number
  unchanged: number
  failed: number
}

/** How a run ends that has read its whole source. */
export function endStatus({ sent, unchanged, failed }: Outcomes): 'succeeded' | 'with-errors' | 'failed' {
  if (failed === 0) return 'succeeded'
  return sent + unchanged === 0 ? 'failed' : 'with-errors'
}
