import { Cable, Plus } from 'lucide-react'
import { AuditTable } from '@/components/activity/audit-table'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { GraphAway } from '@/components/ui/graph-away'
import { LinkButton } from '@/components/ui/link-button'
import { PageContent } from '@/components/ui/page-content'
import { PageHeader } from '@/components/ui/page-header'
import { ProblemNote } from '@/components/ui/problem-note'
import { RefreshWhile } from '@/components/ui/refresh-while'
import { ReloadButton } from '@/components/ui/reload-button'
import { type ConnectionRow, isMoving } from '@/lib/model/connection/list'
import type { AuditEntry } from '@/lib/services/activity/list-audit'
import type { ListedConnections } from '@/lib/services/connections/list-connections'
import type { Result } from '@/lib/services/result'
import { RowList } from './row-list'
import { StateStats } from './state-stats'

export function OverviewPage({
  read,
  recent,
  noCreate,
}: {
  read: Result<ListedConnections>
  recent: Result<AuditEntry[]>
  /** Why this admin may not create a connection. */
  noCreate: string | null
}) {
  const create = (
    <LinkButton href="/connections/new" look="primary" disabledReason={noCreate}>
      <Plus aria-hidden />
      New connection
    </LinkButton>
  )
  const isEmpty = read.ok && read.value.rows.length === 0
  return (
    <>
      <PageHeader title="Overview" actions={!isEmpty && create} />
      <PageContent>
        {read.ok && <GraphAway {...read.value} />}
        {!read.ok && (
          <ProblemNote
            title="The connections cannot be read."
            problem={read.problem}
            actions={<ReloadButton />}
          />
        )}
        {isEmpty && (
          <Card bare>
            <EmptyState icon={<Cable aria-hidden />} title="Make the first connection" actions={create}>
              A connection brings items of another system into Microsoft 365 search and Copilot, or facts
              about people into their profiles. It takes a schema, a CSV file and a sync.
            </EmptyState>
          </Card>
        )}
        {read.ok && !isEmpty && <Tenant rows={read.value.rows} />}
        <Card
          title="Recent activity"
          bare={recent.ok && recent.value.length > 0}
          actions={
            <LinkButton look="quiet" href="/activity">
              All activity
            </LinkButton>
          }
        >
          {!recent.ok && <ProblemNote problem={recent.problem} actions={<ReloadButton />} />}
          {recent.ok && recent.value.length === 0 && (
            <p className="text-muted">Nobody has changed anything yet.</p>
          )}
          {recent.ok && recent.value.length > 0 && (
            <AuditTable label="Recent activity" entries={recent.value} />
          )}
        </Card>
      </PageContent>
    </>
  )
}

function Tenant({ rows }: { rows: ConnectionRow[] }) {
  const alarming = rows.filter((row) => row.attention !== null)
  const moving = rows.filter(isMoving)
  return (
    <>
      <RefreshWhile moving={moving.length > 0} />
      <StateStats rows={rows} />
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <Card title="Needs attention" bare={alarming.length > 0}>
          {alarming.length > 0 ? (
            <RowList rows={alarming} detail={(row) => row.attention} />
          ) : (
            <p className="text-muted">Nothing. Every connection is as it should be.</p>
          )}
        </Card>
        <Card title="Moving now" bare={moving.length > 0}>
          {moving.length > 0 ? (
            <RowList rows={moving} detail={movement} />
          ) : (
            <p className="text-muted">Nothing is being provisioned, synced or deleted.</p>
          )}
        </Card>
      </div>
    </>
  )
}

function movement({ state, sync }: ConnectionRow) {
  if (state === 'deleting') return 'Graph is deleting it.'
  if (state === 'provisioning') return 'Graph is registering its schema, usually for 5 to 15 minutes.'
  const { sent = 0, unchanged = 0 } = sync?.counts ?? {}
  return sync?.status === 'queued'
    ? 'A sync waits for a worker.'
    : `Syncing: ${sent.toLocaleString('en')} sent, ${unchanged.toLocaleString('en')} unchanged.`
}
