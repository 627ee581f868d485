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
import { needsOf } from '@/lib/model/connection/needs'
import { numberText } from '@/lib/model/number-text'
import type { AuditEntry } from '@/lib/services/activity/list-audit'
import type { ListedConnections } from '@/lib/services/connections/list-connections'
import type { TenantNeeds } from '@/lib/services/overview/list-tenant-needs'
import type { Result } from '@/lib/services/result'
import { type ListedNeed, NeedList } from './need-list'
import { RowList } from './row-list'
import { StateStats } from './state-stats'

export function OverviewPage({
  read,
  recent,
  tenantNeeds,
  noRun,
  noCreate,
}: {
  read: Result<ListedConnections>
  recent: Result<AuditEntry[]>
  /** What concerns no single connection; null for whom it is not. */
  tenantNeeds: Result<TenantNeeds> | null
  /** Why this admin may not run a sync of a connection. */
  noRun: (connectionId: string) => string | null
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
              about people into their profiles. It takes a schema, a source of records and a sync.
            </EmptyState>
          </Card>
        )}
        {read.ok && !isEmpty && <Tenant rows={read.value.rows} tenantNeeds={tenantNeeds} noRun={noRun} />}
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

function Tenant({
  rows,
  tenantNeeds,
  noRun,
}: {
  rows: ConnectionRow[]
  tenantNeeds: Result<TenantNeeds> | null
  noRun: (connectionId: string) => string | null
}) {
  const needs = listNeeds(rows, tenantNeeds, noRun)
  const moving = rows.filter(isMoving)
  return (
    <>
      <RefreshWhile moving={moving.length > 0} />
      <StateStats rows={rows} />
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <Card title="Needs attention" note={needs.length || undefined} bare={needs.length > 0}>
          {tenantNeeds?.ok === false && (
            <ProblemNote
              title="The profile sources and secrets cannot be looked at."
              problem={tenantNeeds.problem}
              actions={<ReloadButton />}
            />
          )}
          {needs.length > 0 && <NeedList needs={needs} />}
          {needs.length === 0 && tenantNeeds?.ok !== false && (
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

function listNeeds(
  rows: readonly ConnectionRow[],
  tenantNeeds: Result<TenantNeeds> | null,
  noRun: (connectionId: string) => string | null,
): ListedNeed[] {
  const { needs, registered } = tenantNeeds?.ok ? tenantNeeds.value : { needs: [], registered: null }
  const ofTenant = needs.map((need) => ({ ...need, noRun: null }))
  const ofConnections = rows.flatMap((row) => {
    const about = { name: row.name, href: `/connections/${encodeURIComponent(row.id)}` }
    // It may have been registered outside of the console.
    const isSource = registered?.includes(row.id.toLowerCase()) ?? null
    return needsOf(row, isSource).map((need) => ({ ...need, about, noRun: noRun(row.id) }))
  })
  return [...ofTenant, ...ofConnections].toSorted(
    (one, other) => Number(other.tone === 'bad') - Number(one.tone === 'bad'),
  )
}

function movement({ state, sync }: ConnectionRow) {
  if (state === 'deleting') return 'Graph is deleting it.'
  if (state === 'provisioning') return 'Graph is registering its schema, usually for 5 to 15 minutes.'
  const { sent = 0, unchanged = 0 } = sync?.counts ?? {}
  return sync?.status === 'queued'
    ? 'A sync waits for a worker.'
    : `Syncing: ${numberText(sent)} sent, ${numberText(unchanged)} unchanged.`
}
