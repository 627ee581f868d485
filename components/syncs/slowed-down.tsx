import { Note } from '@/components/ui/note'
import type { Pacing } from '@/lib/model/sync/sync'

const time = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' })

/** Graph throttles a run: nothing is wrong and nothing is lost, it takes longer. */
export function SlowedDown({
  pacing: { limit, most, heldUntil },
  it,
}: {
  pacing: Pacing
  /** What the run is called. */
  it: 'sync' | 'run'
}) {
  return (
    <Note role="status" title="Graph asked to slow down.">
      {heldUntil
        ? `The ${it} waits until ${time.format(new Date(heldUntil))} and then continues`
        : `The ${it} continues`}{' '}
      with {limit} of {most} requests at a time. It speeds up again by itself. Nothing is lost.
    </Note>
  )
}
