import { PageContent } from '@/components/ui/page-content'
import { PageHeader } from '@/components/ui/page-header'
import { Loading, SkeletonTable } from '@/components/ui/skeleton'

export default function LoadingAlerts() {
  return (
    <>
      <PageHeader
        title="Alerts"
        state={<span className="text-muted">One message when something begins, one when it is over</span>}
      />
      <PageContent>
        <Loading label="Reading the alert rules" />
        <SkeletonTable columns={['Rule', 'State', 'Sends to', 'Last message']} rows={8} />
      </PageContent>
    </>
  )
}
