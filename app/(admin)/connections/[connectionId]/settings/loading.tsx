import { PageContent } from '@/components/ui/page-content'
import { Loading, Skeleton } from '@/components/ui/skeleton'

export default function SettingsLoading() {
  return (
    <PageContent>
      <Loading label="Reading the connection from Graph" />
      <Skeleton className="h-80 w-full" />
      <Skeleton className="h-28 w-full" />
    </PageContent>
  )
}
