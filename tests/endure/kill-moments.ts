import type { RunPhase } from '@/lib/model/sync/run-type'
import type { SyncView } from '@/lib/model/sync/sync'

/** In which phase each kill comes: the first two while the source is read and compared, the others while Graph is told. */
export function momentsOf(times: number): RunPhase[] {
  const rest = Math.max(0, times - 2)
  const removing = Math.floor(rest / 3)
  return [
    'stage',
    'plan',
    ...Array.from({ length: rest - removing }, () => 'push' as const),
    ...Array.from({ length: removing }, () => 'finalize' as const),
  ]
}

/** Whether a run is at work in that phase, and has got on since it was looked at before. */
export function isMoment(phase: RunPhase, view: SyncView, before: SyncView | null): boolean {
  if (view.status !== 'running' || view.phase !== phase) return false
  if (phase === 'push') return view.counts.sent > (before?.counts.sent ?? 0) + 1
  return phase !== 'finalize' || view.changes.deleted > (before?.changes.deleted ?? 0)
}
