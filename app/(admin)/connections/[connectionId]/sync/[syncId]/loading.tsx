import { PageContent } from '@/components/ui/page-content'
import { Loading, Skeleton, SkeletonTable } from '@/components/ui/skeleton'

export default function RunLoading() {
  return (
    <PageContent>
      <Loading label="Reading the run" />
      <Skeleton className="h-44 w-full" />
      <SkeletonTable columns={['Row', 'Item', 'Cause']} rows={3} />
    </PageContent>
  )
}
