import { PageContent } from '@/components/ui/page-content'
import { Loading, Skeleton, SkeletonTable } from '@/components/ui/skeleton'
import { memberColumns } from '@/lib/model/groups/member-words'

export default function LoadingGroup() {
  return (
    <PageContent>
      <Loading label="Reading the group" />
      <Skeleton className="h-8 w-72" />
      <Skeleton className="h-24 w-full" />
      <SkeletonTable columns={memberColumns} rows={8} />
    </PageContent>
  )
}
