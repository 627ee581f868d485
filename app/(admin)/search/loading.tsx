import { searchSubtitle } from '@/components/search/search-page'
import { PageContent } from '@/components/ui/page-content'
import { PageHeader } from '@/components/ui/page-header'
import { Loading, SkeletonTable } from '@/components/ui/skeleton'

export default function LoadingSearch() {
  return (
    <>
      <PageHeader title="Search" state={searchSubtitle} />
      <PageContent>
        <Loading label="Asking Graph" />
        <SkeletonTable columns={['Item', 'Connection']} rows={8} />
      </PageContent>
    </>
  )
}
