import { LinkButton } from '@/components/ui/link-button'
import { Note } from '@/components/ui/note'
import { countText } from '@/lib/model/number-text'
import { isLive } from '@/lib/model/sync/status'
import type { SyncView } from '@/lib/model/sync/sync'

/** Says above everything else that the last run waits for somebody; nothing when it does not. */
export function HeldNote({ syncs }: { syncs: readonly SyncView[] }) {
  const last = syncs.find((sync) => !isLive(sync))
  if (last?.status !== 'held') return null
  const { id, connectionId, phase, type, changes } = last
  const what = countText(changes.held, type === 'groups' ? 'member' : 'item')
  return (
    <Note
      tone="warn"
      title={
        phase === 'plan'
          ? 'The plan of the last run waits for an approval.'
          : `The last run waits for an approval to ${type === 'groups' ? 'remove' : 'delete'} ${what}.`
      }
      actions={
        <LinkButton href={`/connections/${encodeURIComponent(connectionId)}/sync/${id}`}>
          {phase === 'plan' ? 'Look at the plan' : 'Look at the list'}
        </LinkButton>
      }
    >
      {phase === 'plan'
        ? 'Nothing is sent until somebody has approved it.'
        : 'Everything else has gone through; these stay until somebody decides.'}
    </Note>
  )
}
