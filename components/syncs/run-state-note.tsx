import { Note } from '@/components/ui/note'
import type { SyncView } from '@/lib/model/sync/sync'
import { SlowedDown } from './slowed-down'

/** Why a run that is not over does not move, or not as fast as it could; and what a cancelled one leaves. */
export function RunStateNote({ sync }: { sync: SyncView }) {
  const { status, pacing, waitsForWorker, sourceKind } = sync
  const ofGroups = sync.type === 'groups'
  const it = ofGroups ? 'run' : 'sync'
  if (waitsForWorker) {
    return (
      <Note tone="warn" role="status" title="Waiting for a worker.">
        No worker of this console has been heard of for 12 seconds. The {it} goes on by itself, without losing
        anything, as soon as one runs: look at its log, or start one with <code>npm run worker</code>.
      </Note>
    )
  }
  if (status === 'paused') {
    return (
      <Note role="status" title="Paused.">
        Nothing is sent until somebody resumes the {it}. It goes on where it stopped, also after a restart.
      </Note>
    )
  }
  if (status === 'running' && pacing) return <SlowedDown pacing={pacing} it={it} />
  if (status === 'running' && sourceKind === 'remote') {
    return (
      <Note title="A connector elsewhere sends these items.">
        The counts are what it reports. When it stops reporting, the run ends as lost.
      </Note>
    )
  }
  if (status !== 'cancelled') return null
  return (
    <Note title="Cancelled.">
      {ofGroups
        ? 'What Graph has accepted stays, and members that were just being asked for may still follow. Start a new run to add the rest.'
        : 'What Graph has accepted stays. Start a sync again to send the rest. Unchanged items are not sent again.'}
    </Note>
  )
}
