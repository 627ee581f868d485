import { LinkButton } from '@/components/ui/link-button'
import { Note } from '@/components/ui/note'
import { numberText } from '@/lib/model/number-text'
import type { SyncView } from '@/lib/model/sync/sync'

/** What still needs attention after a run whose rows all succeeded. */
export function RunNotes({ sync: { connectionId, unregistered, notHeld, heldHash } }: { sync: SyncView }) {
  return (
    <>
      {unregistered && (
        <Note
          tone="warn"
          title="No profile shows what this run has sent."
          actions={
            <LinkButton href={`/profile-sources?register=${encodeURIComponent(connectionId)}`}>
              Register
            </LinkButton>
          }
        >
          The connection was not registered as a profile source, and Graph drops what arrives before. Register
          it, then send the items again.
        </Note>
      )}
      {heldHash === null && notHeld !== null && notHeld > 0 && (
        <Note>
          {numberText(notHeld)} indexed {notHeld === 1 ? 'item is' : 'items are'} not in the source, and{' '}
          {notHeld === 1 ? 'stays' : 'stay'} indexed.
        </Note>
      )}
    </>
  )
}
