import { PageContent } from '@/components/ui/page-content'
import { Loading, Skeleton } from '@/components/ui/skeleton'

export default function LoadingGroupSource() {
  return (
    <PageContent>
      <Loading label="Reading the source of the groups" />
      <Skeleton className="h-14 w-96 max-w-full" />
      <Skeleton className="h-40 w-full rounded-lg" />
      <Skeleton className="h-72 w-full rounded-lg" />
    </PageContent>
  )
}
