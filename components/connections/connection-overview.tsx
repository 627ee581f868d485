import { Card } from '@/components/ui/card'
import { Facts } from '@/components/ui/facts'
import { Link } from '@/components/ui/link'
import { Note } from '@/components/ui/note'
import { PageContent } from '@/components/ui/page-content'
import { ProblemNote } from '@/components/ui/problem-note'
import { RefreshWhile } from '@/components/ui/refresh-while'
import { ContentCategory, categoryTitles, type ExternalConnection } from '@/lib/model/connection/connection'
import { type ConnectionFacts, isMoving } from '@/lib/model/connection/list'
import { needsOf } from '@/lib/model/connection/needs'
import { nextSteps } from '@/lib/model/connection/next-steps'
import { toRow } from '@/lib/model/connection/row'
import type { WatchedOperation } from '@/lib/model/operation'
import type { ProfileSource } from '@/lib/model/people/profile-source'
import type { SyncView } from '@/lib/model/sync/sync'
import type { Result } from '@/lib/services/result'
import { HistoryCard, knownFacts, LastSyncsCard } from './known-cards'
import { NeedButton } from './need-button'
import { StepList } from './step-list'

export function ConnectionOverview({
  connection,
  facts,
  operations,
  syncs,
  profileSources,
  apps,
  noRun,
}: {
  connection: ExternalConnection
  facts: ConnectionFacts
  operations: readonly WatchedOperation[]
  syncs: readonly SyncView[]
  /** Null for a content connection. */
  profileSources: Result<ProfileSource[]> | null
  /** The console's own apps, by client id. */
  apps: ReadonlyMap<string, string>
  /** Why this admin may not run a sync. */
  noRun: string | null
}) {
  const row = toRow(connection, facts)
  const registered = profileSources?.ok
    ? profileSources.value.some(({ sourceId }) => sourceId.toLowerCase() === connection.id.toLowerCase())
    : null
  const category = ContentCategory.safeParse(connection.contentCategory ?? 'uncategorized')
  return (
    <PageContent>
      <RefreshWhile moving={isMoving(row)} seconds={4} />
      {needsOf(row, registered).map((need) => (
        <Note
          key={need.id}
          tone={need.tone}
          title={need.cause}
          actions={<NeedButton need={need} about={connection.name} noRun={noRun} />}
        >
          {need.consequence}
        </Note>
      ))}
      {profileSources?.ok === false && (
        <ProblemNote title="The profile sources cannot be read." problem={profileSources.problem} />
      )}
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_340px]">
        <div className="grid min-w-0 gap-4">
          {row.state !== 'obsolete' && (
            <Card title="From here to indexed items" bare>
              <StepList steps={nextSteps(connection, facts, registered)} />
            </Card>
          )}
          <LastSyncsCard connectionId={connection.id} syncs={syncs} />
          <HistoryCard operations={operations} />
        </div>
        <Card title="Facts">
          <Facts
            facts={[
              {
                name: 'Description',
                value: connection.description || <span className="text-muted">None</span>,
              },
              {
                name: 'Category',
                value: category.success ? categoryTitles[category.data] : connection.contentCategory,
              },
              ...knownFacts(facts),
              ...(profileSources?.ok
                ? [
                    {
                      name: 'Profile source',
                      value: registered ? (
                        'Registered'
                      ) : (
                        <Link
                          href={`/profile-sources?register=${encodeURIComponent(connection.id)}`}
                          className="text-accent-text hover:underline"
                        >
                          Not registered
                        </Link>
                      ),
                    },
                  ]
                : []),
              {
                name: 'May index',
                value: <Apps ids={connection.configuration?.authorizedAppIds ?? []} names={apps} />,
              },
            ]}
          />
        </Card>
      </div>
    </PageContent>
  )
}

function Apps({ ids, names }: { ids: readonly string[]; names: ReadonlyMap<string, string> }) {
  if (ids.length === 0) return <span className="text-muted">Only the app that created it</span>
  return (
    <ul className="grid gap-1.5">
      {ids.map((id) => (
        <li key={id} className="grid">
          {names.get(id) ?? 'Another app'}
          <span className="font-mono text-xs text-muted">{id}</span>
        </li>
      ))}
    </ul>
  )
}
