import { searchSubtitle } from '@/components/search/search-page'
import { PageContent } from '@/components/ui/page-content'
import { PageHeader } from '@/components/ui/page-header'
import { Loading, Skeleton, SkeletonTable } from '@/components/ui/skeleton'

export default function LoadingSearch() {
  return (
    <>
      <PageHeader title="Search" state={searchSubtitle} />
      <PageContent>
        <Loading label="Asking Graph" />
        <div className="grid gap-2 sm:grid-cols-[minmax(0,1fr)_16rem_5rem]">
          <Skeleton className="h-20 w-full" />
          <Skeleton className="h-14 w-full" />
          <Skeleton className="h-14 w-full max-sm:hidden" />
        </div>
        <SkeletonTable columns={['Item', 'Connection']} rows={8} />
      </PageContent>
    </>
  )
}
