import type { Metadata } from 'next'
import { OverviewPage } from '@/components/overview/overview-page'
import { toRow } from '@/lib/model/connection/row'
import { listConnections } from '@/lib/services/connections/look-up'
import { connectionFacts, listAudit } from '@/lib/services/overview'
import { pageContext } from '@/lib/web/page'
import { pageRead } from '@/lib/web/page-read'

export const metadata: Metadata = { title: 'Overview' }

export default async function Page() {
  const context = await pageContext()
  const [read, recent] = await Promise.all([
    pageRead(context, 'list connections', async () => {
      const [connections, facts] = await Promise.all([listConnections(context), connectionFacts(context.db)])
      return connections.map((connection) => toRow(connection, facts.get(connection.id)))
    }),
    pageRead(context, 'read the audit log', () => listAudit(context.db, 8)),
  ])
  return <OverviewPage read={read} recent={recent} role={context.admin.role} />
}
