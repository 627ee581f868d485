import { History } from 'lucide-react'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { LinkButton } from '@/components/ui/link-button'
import { PageContent } from '@/components/ui/page-content'
import type { SyncView } from '@/lib/model/sync/sync'
import { BarKeys } from './bar-keys'
import { RunsTable } from './runs-table'

/** Every run of a connection that is kept, the latest first. */
export function RunsPage({
  connectionId,
  runs,
  more,
  before,
}: {
  connectionId: string
  runs: readonly SyncView[]
  /** There are older ones. */
  more: boolean
  /** The run that this page comes after. */
  before?: string
}) {
  const sync = `/connections/${encodeURIComponent(connectionId)}/sync`
  const last = runs.at(-1)
  return (
    <PageContent>
      <div className="flex flex-wrap items-center gap-x-2.5 gap-y-2">
        <h2 className="text-lg">Runs</h2>
        <span className="ml-auto">
          <LinkButton href={sync}>Source and mapping</LinkButton>
        </span>
      </div>
      {runs.length > 0 ? (
        <Card title={before ? 'Older runs' : 'Latest runs'} note={<BarKeys />} bare>
          <RunsTable syncs={runs} />
        </Card>
      ) : (
        <Card bare>
          <EmptyState
            icon={<History aria-hidden />}
            title={before ? 'No older runs' : 'No runs yet'}
            actions={
              before ? (
                <LinkButton href={`${sync}/runs`}>Latest runs</LinkButton>
              ) : (
                <LinkButton href={sync}>Go to Sync</LinkButton>
              )
            }
          >
            Every run is listed here with what it changed, also after a restart.
          </EmptyState>
        </Card>
      )}
      {(before || more) && (
        <nav aria-label="Pages" className="flex flex-wrap items-center gap-2">
          {before && <LinkButton href={`${sync}/runs`}>Latest</LinkButton>}
          {more && last && <LinkButton href={`${sync}/runs?before=${last.id}`}>Older</LinkButton>}
        </nav>
      )}
    </PageContent>
  )
}
