import { notFound } from 'next/navigation'
import { ConnectionOverview } from '@/components/connections/connection-overview'
import { DeletionView } from '@/components/connections/deletion-view'
import { readConnection } from '@/components/connections/read'
import { PageContent } from '@/components/ui/page-content'
import { ProblemNote } from '@/components/ui/problem-note'
import { ReloadButton } from '@/components/ui/reload-button'
import { listProfileSources } from '@/lib/graph/profile-sources'
import { contentKind } from '@/lib/model/connection/connection'
import { env } from '@/lib/platform/env'
import { listSyncs } from '@/lib/services/sync/views'
import { pageRead } from '@/lib/web/page-read'

export default async function Page({ params }: PageProps<'/connections/[connectionId]'>) {
  const { connectionId } = await params
  const { admin, db, graph, requestId, read } = await readConnection(connectionId)
  if (!read.ok) {
    return (
      <PageContent>
        <ProblemNote
          title="The connection cannot be read."
          problem={read.problem}
          actions={<ReloadButton />}
        />
      </PageContent>
    )
  }
  const { connection, facts, operations, deletion } = read.value
  if (deletion && (!connection || deletion.status !== 'completed')) {
    return <DeletionView deletion={deletion} role={admin.role} />
  }
  if (!connection) notFound()
  const people = contentKind(connection) === 'people'
  const [syncs, sources] = await Promise.all([
    listSyncs(db, connectionId),
    people ? pageRead({ requestId }, 'list profile sources', () => listProfileSources(graph)) : null,
  ])
  return (
    <ConnectionOverview
      connection={connection}
      facts={facts}
      operations={operations}
      syncs={syncs}
      profileSources={sources}
      apps={ownApps()}
    />
  )
}

function ownApps() {
  const { configuration, ingestion } = env()
  return new Map([
    [configuration.clientId, 'Configuration app of this console'],
    [ingestion.clientId, 'Ingestion app of this console'],
  ])
}
