import { PageContent } from '@/components/ui/page-content'
import { Loading, Skeleton } from '@/components/ui/skeleton'

export default function ResultsLoading() {
  return (
    <PageContent>
      <Loading label="Reading the templates from Graph" />
      <Skeleton className="h-10 w-full" />
      <Skeleton className="h-80 w-full" />
      <Skeleton className="h-96 w-full" />
    </PageContent>
  )
}
