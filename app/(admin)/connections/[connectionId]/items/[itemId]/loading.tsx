import { partColumns } from '@/components/items/part-table'
import { PageContent } from '@/components/ui/page-content'
import { Loading, Skeleton, SkeletonTable } from '@/components/ui/skeleton'

export default function LoadingItem() {
  return (
    <PageContent>
      <Loading label="Reading the item from Graph" />
      <Skeleton className="h-8 w-72" />
      <Skeleton className="h-40 w-full" />
      <SkeletonTable columns={partColumns} rows={8} />
    </PageContent>
  )
}
