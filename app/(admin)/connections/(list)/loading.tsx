import { PageContent } from '@/components/ui/page-content'
import { PageHeader } from '@/components/ui/page-header'
import { Loading, Skeleton, SkeletonTable } from '@/components/ui/skeleton'

export default function LoadingConnections() {
  return (
    <>
      <PageHeader title="Connections" tabs={[]} />
      <PageContent>
        <Loading label="Reading the connections from Graph" />
        <Skeleton className="h-8 w-64" />
        <SkeletonTable columns={['Connection', 'Kind', 'State', 'Items', 'Last sync', 'Needs attention']} />
      </PageContent>
    </>
  )
}
