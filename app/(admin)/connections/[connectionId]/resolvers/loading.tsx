import { PageContent } from '@/components/ui/page-content'
import { Loading, Skeleton } from '@/components/ui/skeleton'

export default function ResolversLoading() {
  return (
    <PageContent>
      <Loading label="Reading the resolvers from Graph" />
      <Skeleton className="h-25 w-full" />
      <div className="grid min-w-0 items-start gap-4 lg:grid-cols-[minmax(0,5fr)_minmax(0,8fr)]">
        <Skeleton className="h-64 w-full" />
        <div className="grid gap-4">
          <Skeleton className="h-28 w-full" />
          <Skeleton className="h-28 w-full" />
        </div>
      </div>
    </PageContent>
  )
}
