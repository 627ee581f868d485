import { PageContent } from '@/components/ui/page-content'
import { Loading, Skeleton, SkeletonTable } from '@/components/ui/skeleton'

export default function SyncLoading() {
  return (
    <PageContent>
      <Loading label="Loading the sync" />
      <Skeleton className="h-28 w-full" />
      <SkeletonTable columns={['Property', 'Type', 'Column', 'Split at']} />
    </PageContent>
  )
}
