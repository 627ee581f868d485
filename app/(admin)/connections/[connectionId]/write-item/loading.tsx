import { PageContent } from '@/components/ui/page-content'
import { Loading, Skeleton } from '@/components/ui/skeleton'

export default function LoadingItemForm() {
  return (
    <PageContent>
      <Loading label="Reading the schema" />
      <Skeleton className="h-96 w-full rounded-lg" />
    </PageContent>
  )
}
