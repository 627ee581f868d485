import { groupColumns } from '@/components/groups/group-table'
import { PageContent } from '@/components/ui/page-content'
import { Loading, Skeleton, SkeletonTable } from '@/components/ui/skeleton'

export default function LoadingGroups() {
  return (
    <PageContent>
      <Loading label="Reading the groups" />
      <Skeleton className="h-14 w-full" />
      <SkeletonTable columns={groupColumns} rows={8} />
    </PageContent>
  )
}
