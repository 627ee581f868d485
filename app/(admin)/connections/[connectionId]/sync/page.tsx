import { notFound } from 'next/navigation'
import { DeletionView } from '@/components/connections/deletion-view'
import { readConnection } from '@/components/connections/read'
import { roleReason } from '@/components/shell/role-reason'
import { NoSchema } from '@/components/syncs/no-schema'
import { SyncSetup } from '@/components/syncs/sync-setup'
import { PageContent } from '@/components/ui/page-content'
import { ProblemNote } from '@/components/ui/problem-note'
import { ReloadButton } from '@/components/ui/reload-button'
import { may } from '@/lib/model/connection/states'
import { suggestMapping } from '@/lib/model/mapping/suggest'
import { env } from '@/lib/platform/env'
import { readSyncSetup } from '@/lib/services/sync/setup'
import { pageRead } from '@/lib/web/page-read'

export default async function SyncPage({ params }: PageProps<'/connections/[connectionId]/sync'>) {
  const { connectionId } = await params
  const context = await readConnection(connectionId)
  const setup = await pageRead(context, 'read the sync of a connection', () =>
    readSyncSetup(context, connectionId),
  )
  const deletion = context.read.ok ? context.read.value.deletion : null
  if (deletion && (!context.read.ok || !context.read.value.connection || deletion.status !== 'completed')) {
    return <DeletionView deletion={deletion} role={context.admin.role} />
  }
  const failed = !context.read.ok ? context.read.problem : !setup.ok ? setup.problem : null
  if (failed) {
    return (
      <PageContent>
        <ProblemNote problem={failed} title="The sync cannot be shown." actions={<ReloadButton />} />
      </PageContent>
    )
  }
  const connection = context.read.ok ? context.read.value.connection : null
  if (!connection || !setup.ok) notFound()
  const { schema, ...rest } = setup.value
  if (!schema) return <NoSchema connectionId={connectionId} />
  const permission = may('createItem', connection.state)
  return (
    <SyncSetup
      connectionId={connectionId}
      contentCategory={connection.contentCategory}
      schema={schema}
      tenantId={env().tenantId}
      suggested={suggestMapping(rest.upload?.columns ?? [], schema, connection.contentCategory)}
      readOnly={roleReason(context.admin.role, 'Admin')}
      noRun={roleReason(context.admin.role, 'Operator')}
      refused={permission.allowed ? null : permission.reason}
      {...rest}
    />
  )
}
