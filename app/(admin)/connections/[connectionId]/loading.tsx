import { PageContent } from '@/components/ui/page-content'
import { Loading, Skeleton } from '@/components/ui/skeleton'

export default function LoadingConnection() {
  return (
    <PageContent>
      <Loading label="Reading the connection from Graph" />
      <div className="grid gap-4 lg:grid-cols-[minmax(0,1fr)_340px]">
        <Skeleton className="h-72 w-full" />
        <Skeleton className="h-72 w-full" />
      </div>
    </PageContent>
  )
}
