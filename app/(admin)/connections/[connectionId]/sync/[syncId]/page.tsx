import { notFound } from 'next/navigation'
import { roleReason } from '@/components/shell/role-reason'
import { SyncRun } from '@/components/syncs/sync-run'
import { ReadFailed } from '@/components/ui/read-failed'
import { getSyncView } from '@/lib/services/sync/views'
import { pageContext } from '@/lib/web/page'
import { pageRead } from '@/lib/web/page-read'

export default async function SyncRunPage({
  params,
}: PageProps<'/connections/[connectionId]/sync/[syncId]'>) {
  const { connectionId, syncId } = await params
  const context = await pageContext()
  const sync = await pageRead(context, 'read a sync', () => getSyncView(context.db, syncId))
  if (!sync.ok && sync.problem.code === 'not-found') notFound()
  if (!sync.ok) return <ReadFailed problem={sync.problem} title="The sync cannot be shown." />
  if (sync.value.connectionId !== connectionId) notFound()
  return <SyncRun initial={sync.value} noCancel={roleReason(context.admin.role, 'Operator')} />
}
