import { itemColumns } from '@/components/items/item-table'
import { PageContent } from '@/components/ui/page-content'
import { Loading, Skeleton, SkeletonTable } from '@/components/ui/skeleton'

export default function LoadingItems() {
  return (
    <PageContent>
      <Loading label="Reading the items" />
      <Skeleton className="h-14 w-full" />
      <SkeletonTable columns={itemColumns} rows={12} />
    </PageContent>
  )
}
