import type { Metadata } from 'next'
import { ActivityPage } from '@/components/activity/activity-page'
import { listAudit } from '@/lib/services/activity/list-audit'
import { pageContext, pageRead } from '@/lib/web/page'

export const metadata: Metadata = { title: 'Activity' }

const pageSize = 50

export default async function Page({ searchParams }: PageProps<'/activity'>) {
  const context = await pageContext()
  const asked = Number((await searchParams).page)
  const page = Number.isSafeInteger(asked) && asked > 1 ? Math.min(asked, 100_000) : 1
  // One more than shown tells whether there is a next page, without counting them all.
  const read = await pageRead(context, listAudit, { limit: pageSize + 1, offset: (page - 1) * pageSize })
  return <ActivityPage read={read} page={page} pageSize={pageSize} />
}
