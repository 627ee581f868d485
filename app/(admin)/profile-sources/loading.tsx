import { PageContent } from '@/components/ui/page-content'
import { PageHeader } from '@/components/ui/page-header'
import { Loading, SkeletonTable } from '@/components/ui/skeleton'

export default function ProfileSourcesLoading() {
  return (
    <>
      <PageHeader title="Profile sources" />
      <PageContent>
        <Loading label="Loading the profile sources" />
        <SkeletonTable columns={['Priority']} rows={3} />
      </PageContent>
    </>
  )
}
