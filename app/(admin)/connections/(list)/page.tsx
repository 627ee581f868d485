import type { Metadata } from 'next'
import { ConnectionsPage } from '@/components/connections/connections-page'
import { whyNot } from '@/lib/access/can'
import { findDeleted } from '@/lib/services/connections/find-deleted'
import { listConnections } from '@/lib/services/connections/list-connections'
import { pageContext, pageRead } from '@/lib/web/page'

export const metadata: Metadata = { title: 'Connections' }

export default async function Page({ searchParams }: PageProps<'/connections'>) {
  const context = await pageContext()
  const { deleted: operationId } = await searchParams
  const [read, deleted] = await Promise.all([
    pageRead(context, listConnections, {}),
    typeof operationId === 'string' ? pageRead(context, findDeleted, { operationId }) : null,
  ])
  return (
    <ConnectionsPage
      read={read}
      noCreate={whyNot(context.actor, 'connections.create')}
      deleted={deleted?.ok ? deleted.value : null}
    />
  )
}
