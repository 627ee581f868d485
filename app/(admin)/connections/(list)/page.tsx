import type { Metadata } from 'next'
import { ConnectionsPage } from '@/components/connections/connections-page'
import { toRow } from '@/lib/model/connection/row'
import { listConnections } from '@/lib/services/connections/look-up'
import { connectionFacts } from '@/lib/services/overview'
import { pageContext } from '@/lib/web/page'
import { pageRead } from '@/lib/web/page-read'

export const metadata: Metadata = { title: 'Connections' }

export default async function Page({ searchParams }: PageProps<'/connections'>) {
  const context = await pageContext()
  const read = await pageRead(context, 'list connections', async () => {
    const [connections, facts] = await Promise.all([listConnections(context), connectionFacts(context.db)])
    return connections.map((connection) => toRow(connection, facts.get(connection.id)))
  })
  const { deleted } = await searchParams
  return (
    <ConnectionsPage
      read={read}
      role={context.admin.role}
      deleted={typeof deleted === 'string' ? deleted : undefined}
    />
  )
}
