import { Card } from '@/components/ui/card'
import { LinkButton } from '@/components/ui/link-button'
import type { SyncView } from '@/lib/model/sync/sync'
import { BarKeys } from './bar-keys'
import { RunsTable } from './runs-table'

/** The last runs, with the way to all of them. */
export function RunsCard({ connectionId, syncs }: { connectionId: string; syncs: SyncView[] }) {
  const base = `/connections/${encodeURIComponent(connectionId)}/sync`
  return (
    <Card
      title="Recent runs"
      note={<BarKeys />}
      bare
      actions={
        <>
          <LinkButton look="quiet" href={`${base}/failing`}>
            Failing records
          </LinkButton>
          <LinkButton href={`${base}/runs`}>All runs</LinkButton>
        </>
      }
    >
      <RunsTable syncs={syncs} />
    </Card>
  )
}
