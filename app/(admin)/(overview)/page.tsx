import type { Metadata } from 'next'
import { OverviewPage } from '@/components/overview/overview-page'
import { whyNot } from '@/lib/access/can'
import { listAudit } from '@/lib/services/activity/list-audit'
import { listConnections } from '@/lib/services/connections/list-connections'
import { pageContext, pageRead } from '@/lib/web/page'

export const metadata: Metadata = { title: 'Overview' }

export default async function Page() {
  const context = await pageContext()
  const [read, recent] = await Promise.all([
    pageRead(context, listConnections, {}),
    pageRead(context, listAudit, { limit: 8 }),
  ])
  return <OverviewPage read={read} recent={recent} noCreate={whyNot(context.actor, 'connections.create')} />
}
