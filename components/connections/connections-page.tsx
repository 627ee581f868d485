import { Cable, Plus } from 'lucide-react'
import { Suspense } from 'react'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { GraphAway } from '@/components/ui/graph-away'
import { LinkButton } from '@/components/ui/link-button'
import { Note } from '@/components/ui/note'
import { PageContent } from '@/components/ui/page-content'
import { PageHeader } from '@/components/ui/page-header'
import { ProblemNote } from '@/components/ui/problem-note'
import { ReloadButton } from '@/components/ui/reload-button'
import type { ListedConnections } from '@/lib/services/connections/list-connections'
import type { Result } from '@/lib/services/result'
import { ConnectionList } from './connection-list'
import { ListTabs } from './list-tabs'

export function ConnectionsPage({
  read,
  noCreate,
  deleted,
}: {
  read: Result<ListedConnections>
  /** Why this admin may not create a connection. */
  noCreate: string | null
  /** The id of a connection that this admin has just deleted. */
  deleted: string | null
}) {
  const rows = read.ok ? read.value.rows : []
  const create = (
    <LinkButton href="/connections/new" look="primary" disabledReason={noCreate}>
      <Plus aria-hidden />
      New connection
    </LinkButton>
  )
  return (
    <>
      <PageHeader
        title="Connections"
        state={read.ok && rows.length > 0 && <span className="text-muted">{rows.length} in this tenant</span>}
        // On an empty page it stands where the eye is.
        actions={!(read.ok && rows.length === 0) && create}
        below={
          rows.length > 0 && (
            <Suspense>
              <ListTabs attention={rows.filter((row) => row.attention !== null).length} />
            </Suspense>
          )
        }
      />
      <PageContent>
        {read.ok && <GraphAway {...read.value} />}
        {deleted && !rows.some(({ id }) => id === deleted) && (
          <Note tone="ok" role="status" title={`${deleted} is gone.`}>
            Graph has deleted the connection and its items. Its id and name are free again.
          </Note>
        )}
        {!read.ok && (
          <ProblemNote
            title="The connections cannot be read."
            problem={read.problem}
            actions={<ReloadButton />}
          />
        )}
        {read.ok && rows.length === 0 && (
          <Card bare>
            <EmptyState icon={<Cable aria-hidden />} title="No connections yet" actions={create}>
              A connection brings items of another system into Microsoft 365 search, Copilot, or the profiles
              of your people.
            </EmptyState>
          </Card>
        )}
        {read.ok && rows.length > 0 && (
          <Suspense>
            <ConnectionList rows={rows} />
          </Suspense>
        )}
      </PageContent>
    </>
  )
}
