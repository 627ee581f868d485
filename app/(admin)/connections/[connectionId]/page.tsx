import { ConnectionOverview } from '@/components/connections/connection-overview'
import { connectionPage } from '@/components/connections/connection-page'
import { connectionTitle } from '@/components/connections/connection-title'
import { whyNot } from '@/lib/access/can'
import { contentKind } from '@/lib/model/connection/connection'
import type { Context } from '@/lib/services/context'
import { listSources } from '@/lib/services/profile-sources/list-sources'
import { listRuns } from '@/lib/services/sync/list-runs'
import { pageRead } from '@/lib/web/page'

export const generateMetadata = connectionTitle(null)

export default connectionPage({
  failed: 'The connection cannot be read.',
  read: listRuns,
  async show(context, syncs) {
    const { actor, connection, facts, operations, settings } = context
    const people = contentKind(connection) === 'people'
    return (
      <ConnectionOverview
        connection={connection}
        facts={facts}
        operations={operations}
        syncs={syncs}
        profileSources={people ? await pageRead(context, listSources, {}) : null}
        apps={ownApps(settings)}
        noRun={whyNot(actor, 'sync.run', { connectionId: connection.id })}
      />
    )
  },
})

function ownApps({ configuration, ingestion }: Context['settings']) {
  return new Map([
    [configuration.clientId, 'Configuration app of this console'],
    [ingestion.clientId, 'Ingestion app of this console'],
  ])
}
