import { PageContent } from '@/components/ui/page-content'
import { PageHeader } from '@/components/ui/page-header'
import { Loading, SkeletonTable } from '@/components/ui/skeleton'

export default function LoadingAlerts() {
  return (
    <>
      <PageHeader title="Alerts" />
      <PageContent>
        <Loading label="Reading the alert rules" />
        <SkeletonTable columns={['Rule', 'State', 'Tells', 'Last message']} rows={8} />
      </PageContent>
    </>
  )
}
