import type { Metadata } from 'next'
import { AlertsPage } from '@/components/alerts/alerts-page'
import { ReadFailed } from '@/components/ui/read-failed'
import { whyNot } from '@/lib/access/can'
import { listAlertRules } from '@/lib/services/alerts/list-alert-rules'
import { pageContext, pageRead } from '@/lib/web/page'

export const metadata: Metadata = { title: 'Alerts' }

export default async function Page() {
  const context = await pageContext('alerts.read')
  const read = await pageRead(context, listAlertRules, {})
  if (!read.ok) return <ReadFailed problem={read.problem} title="The alert rules cannot be shown." />
  return <AlertsPage {...read.value} noEdit={whyNot(context.actor, 'alerts.edit')} />
}
