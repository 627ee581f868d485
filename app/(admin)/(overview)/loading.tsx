import { PageContent } from '@/components/ui/page-content'
import { PageHeader } from '@/components/ui/page-header'
import { Loading, Skeleton } from '@/components/ui/skeleton'

export default function LoadingOverview() {
  return (
    <>
      <PageHeader title="Overview" />
      <PageContent>
        <Loading label="Reading the tenant from Graph" />
        <Skeleton className="h-19 w-full" />
        <div className="grid gap-4 lg:grid-cols-2">
          <Skeleton className="h-56 w-full" />
          <Skeleton className="h-56 w-full" />
        </div>
        <Skeleton className="h-64 w-full" />
      </PageContent>
    </>
  )
}
