import type { Metadata } from 'next'
import { ConnectionsPage } from '@/components/connections/connections-page'
import { whyNot } from '@/lib/access/can'
import { listConnections } from '@/lib/services/connections/list-connections'
import { pageContext, pageRead } from '@/lib/web/page'

export const metadata: Metadata = { title: 'Connections' }

export default async function Page({ searchParams }: PageProps<'/connections'>) {
  const context = await pageContext()
  const read = await pageRead(context, listConnections, {})
  const { deleted } = await searchParams
  return (
    <ConnectionsPage
      read={read}
      noCreate={whyNot(context.actor, 'connections.create')}
      deleted={typeof deleted === 'string' ? deleted : undefined}
    />
  )
}
