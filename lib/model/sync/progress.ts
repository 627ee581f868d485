import { countText, numberText } from '../number-text'
import { readsNoSource } from './run-type'
import type { SyncView } from './sync'

export interface SyncProgress {
  /** What a bar shows; without `max` only that something moves. */
  value?: number
  max?: number
  text: string
  /** Seconds to the end at the present rate; null when nobody can tell. */
  left: number | null
}

/** How far a run is. A source that does not tell its size beforehand has no percentage until it is over. */
export function progressOf(sync: SyncView): SyncProgress {
  const { type, counts, changes, totalRows, pace, finishedAt, phase, staged } = sync
  const before = finishedAt === null && staged > 0
  if (before && phase === 'stage') return { text: `${rowsText(staged)} read from the source`, left: null }
  if (before && phase === 'plan')
    return {
      value: staged,
      max: Math.max(totalRows ?? staged, 1),
      text: `${rowsText(staged)} compared`,
      left: null,
    }
  const done = type === 'purge' ? changes.deleted : counts.sent + counts.unchanged + counts.failed
  if (totalRows === null) {
    const bar = finishedAt === null ? {} : { value: 1, max: 1 }
    return { ...bar, text: rowsText(done), left: null }
  }
  const left = finishedAt === null && pace > 0 ? (totalRows - done) / pace : null
  const unit = readsNoSource(sync) ? 'item' : 'row'
  const text = `${numberText(done)} of ${countText(totalRows, unit)}`
  return { value: done, max: Math.max(totalRows, 1), text, left }
}

const rowsText = (rows: number) => countText(rows, 'row')
