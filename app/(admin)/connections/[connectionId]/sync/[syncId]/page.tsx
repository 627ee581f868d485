import { notFound } from 'next/navigation'
import { connectionTitle } from '@/components/connections/connection-title'
import { SyncRun } from '@/components/syncs/sync-run'
import { ReadFailed } from '@/components/ui/read-failed'
import { whyNot } from '@/lib/access/can'
import { getSync } from '@/lib/services/sync/get-sync'
import { pageContext, pageRead } from '@/lib/web/page'

export const generateMetadata = connectionTitle('Run')

export default async function SyncRunPage({
  params,
}: PageProps<'/connections/[connectionId]/sync/[syncId]'>) {
  const { connectionId, syncId } = await params
  const context = await pageContext()
  const sync = await pageRead(context, getSync, { syncId })
  if (!sync.ok && sync.problem.code === 'not-found') notFound()
  if (!sync.ok) return <ReadFailed problem={sync.problem} title="The sync cannot be shown." />
  if (sync.value.connectionId !== connectionId) notFound()
  return (
    <SyncRun
      initial={sync.value}
      noCancel={whyNot(context.actor, 'sync.run', { connectionId })}
      noWiden={whyNot(context.actor, 'sync.approveAccess', { connectionId })}
      noDelete={whyNot(context.actor, 'sync.approveDeletions', { connectionId })}
    />
  )
}
