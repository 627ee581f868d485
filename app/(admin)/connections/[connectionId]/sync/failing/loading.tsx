import { failingColumns } from '@/components/failing/failing-columns'
import { PageContent } from '@/components/ui/page-content'
import { Loading, Skeleton, SkeletonTable } from '@/components/ui/skeleton'

export default function LoadingFailing() {
  return (
    <PageContent>
      <Loading label="Reading the failing records" />
      <Skeleton className="h-14 w-full" />
      <SkeletonTable columns={failingColumns} rows={8} />
    </PageContent>
  )
}
