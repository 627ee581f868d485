import { ConnectionOverview } from '@/components/connections/connection-overview'
import { connectionPage } from '@/components/connections/connection-page'
import { listProfileSources } from '@/lib/graph/profile-sources'
import { contentKind } from '@/lib/model/connection/connection'
import { env } from '@/lib/platform/env'
import { listSyncs } from '@/lib/services/sync/views'
import { pageRead } from '@/lib/web/page-read'

export default connectionPage({
  failed: 'The connection cannot be read.',
  read: ({ db }, connectionId) => listSyncs(db, connectionId),
  async show({ connection, facts, operations, graph, requestId }, syncs) {
    const people = contentKind(connection) === 'people'
    const sources = people
      ? await pageRead({ requestId }, 'list profile sources', () => listProfileSources(graph))
      : null
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
  },
})

function ownApps() {
  const { configuration, ingestion } = env()
  return new Map([
    [configuration.clientId, 'Configuration app of this console'],
    [ingestion.clientId, 'Ingestion app of this console'],
  ])
}
