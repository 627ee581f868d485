import { PageContent } from '@/components/ui/page-content'
import { PageHeader } from '@/components/ui/page-header'
import { Loading, Skeleton } from '@/components/ui/skeleton'

export default function LoadingForm() {
  return (
    <>
      <PageHeader crumbs={[{ href: '/connections', label: 'Connections' }]} title="New connection" />
      <PageContent>
        <Loading label="Reading the names already taken" />
        <div className="grid max-w-3xl gap-4">
          <Skeleton className="h-5 w-24" />
          <div className="grid gap-3 sm:grid-cols-3">
            <Skeleton className="h-20 w-full" />
            <Skeleton className="h-20 w-full" />
            <Skeleton className="h-20 w-full" />
          </div>
          <Skeleton className="h-80 w-full" />
        </div>
      </PageContent>
    </>
  )
}
