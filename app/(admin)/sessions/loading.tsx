import { PageContent } from '@/components/ui/page-content'
import { PageHeader } from '@/components/ui/page-header'
import { Loading, Skeleton, SkeletonTable } from '@/components/ui/skeleton'

export default function LoadingSessions() {
  return (
    <>
      <PageHeader title="Sessions" state={<Skeleton className="h-4 w-96" />} />
      <PageContent>
        <Loading label="Reading the sessions" />
        <SkeletonTable columns={['Device', 'Since', 'Last seen', 'Roles confirmed', '']} rows={3} />
      </PageContent>
    </>
  )
}
