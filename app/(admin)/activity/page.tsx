import type { Metadata } from 'next'
import { ActivityPage } from '@/components/activity/activity-page'
import { AuditFilter } from '@/lib/model/activity/filter'
import { readFilter } from '@/lib/model/read-filter'
import { listAudit } from '@/lib/services/activity/list-audit'
import { commands } from '@/lib/services/commands'
import { pageContext, pageRead } from '@/lib/web/page'

export const metadata: Metadata = { title: 'Activity' }

const pageSize = 50

export default async function Page({ searchParams }: PageProps<'/activity'>) {
  const context = await pageContext()
  const params = await searchParams
  const { filter, wrong } = readFilter(AuditFilter, params)
  const asked = Number(params.page)
  const page = Number.isSafeInteger(asked) && asked > 1 ? Math.min(asked, 100_000) : 1
  // One more than shown tells whether there is a next page, without counting them all.
  const read = await pageRead(context, listAudit, {
    ...filter,
    limit: pageSize + 1,
    offset: (page - 1) * pageSize,
  })
  return (
    <ActivityPage
      read={read}
      filter={filter}
      wrong={wrong}
      actions={[...commands.map(({ name }) => name), 'signIn', 'signOut']}
      page={page}
      pageSize={pageSize}
    />
  )
}
