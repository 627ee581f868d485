import { runColumns } from '@/components/syncs/run-columns'
import { PageContent } from '@/components/ui/page-content'
import { Loading, SkeletonTable } from '@/components/ui/skeleton'

export default function LoadingRuns() {
  return (
    <PageContent>
      <Loading label="Reading the runs" />
      <h2 className="text-lg">Runs</h2>
      <SkeletonTable columns={runColumns} rows={12} />
    </PageContent>
  )
}
