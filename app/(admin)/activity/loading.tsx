import { PageContent } from '@/components/ui/page-content'
import { PageHeader } from '@/components/ui/page-header'
import { Loading, SkeletonTable } from '@/components/ui/skeleton'

export default function LoadingActivity() {
  return (
    <>
      <PageHeader title="Activity" />
      <PageContent>
        <Loading label="Reading the audit log" />
        <SkeletonTable columns={['When', 'Who', 'What', 'On', 'Outcome', 'Request ids']} rows={8} />
      </PageContent>
    </>
  )
}
