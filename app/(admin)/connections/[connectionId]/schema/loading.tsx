import { PageContent } from '@/components/ui/page-content'
import { Loading, Skeleton, SkeletonTable } from '@/components/ui/skeleton'

export default function SchemaLoading() {
  return (
    <PageContent>
      <Loading label="Reading the schema from Graph" />
      <div className="flex justify-between gap-2">
        <Skeleton className="h-8 w-80" />
        <Skeleton className="h-8 w-56 max-sm:hidden" />
      </div>
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_320px]">
        <SkeletonTable columns={['Property', 'Type', 'Search', 'Query', 'Label']} rows={10} />
        <Skeleton className="h-120 w-full max-lg:hidden" />
      </div>
    </PageContent>
  )
}
