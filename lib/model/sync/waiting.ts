import type { SyncView } from './sync'

/**
 * Rows without an outcome: in flight, or not reached yet. With those that were sent, unchanged or failed they are all
 * rows, or as long as the number of all is not known, all that were read.
 */
export function waitingRows({ counts, totalRows }: Pick<SyncView, 'counts' | 'totalRows'>): number {
  const done = counts.sent + counts.unchanged + counts.failed
  return Math.max(0, (totalRows ?? counts.read) - done)
}
