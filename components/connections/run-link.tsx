import { Link } from '@/components/ui/link'
import { RelativeTime } from '@/components/ui/relative-time'
import type { SyncView } from '@/lib/model/sync/sync'

/** When a run started, as the link to its page. */
export function RunLink({
  run: { id, connectionId, startedAt, createdAt },
}: {
  run: Pick<SyncView, 'id' | 'connectionId' | 'startedAt' | 'createdAt'>
}) {
  return (
    <Link
      href={`/connections/${encodeURIComponent(connectionId)}/sync/${id}`}
      className="font-medium hover:underline"
    >
      <RelativeTime at={startedAt ?? createdAt} />
    </Link>
  )
}
