import type { Metadata } from 'next'
import { OverviewPage } from '@/components/overview/overview-page'
import { can, whyNot } from '@/lib/access/can'
import { listAudit } from '@/lib/services/activity/list-audit'
import { listConnections } from '@/lib/services/connections/list-connections'
import { listTenantNeeds } from '@/lib/services/overview/list-tenant-needs'
import { pageContext, pageRead } from '@/lib/web/page'

export const metadata: Metadata = { title: 'Overview' }

export default async function Page() {
  const context = await pageContext()
  const { actor } = context
  const [read, recent, tenantNeeds] = await Promise.all([
    pageRead(context, listConnections, {}),
    pageRead(context, listAudit, { limit: 8 }),
    can(actor, 'profileSources.read') ? pageRead(context, listTenantNeeds, {}) : null,
  ])
  return (
    <OverviewPage
      read={read}
      recent={recent}
      tenantNeeds={tenantNeeds}
      noRun={(connectionId) => whyNot(actor, 'sync.run', { connectionId })}
      noCreate={whyNot(actor, 'connections.create')}
    />
  )
}
