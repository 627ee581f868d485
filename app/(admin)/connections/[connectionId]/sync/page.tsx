import { connectionPage } from '@/components/connections/connection-page'
import { roleReason } from '@/components/shell/role-reason'
import { NoSchema } from '@/components/syncs/no-schema'
import { SyncSetup } from '@/components/syncs/sync-setup'
import { may } from '@/lib/model/connection/states'
import { suggestMapping } from '@/lib/model/mapping/suggest'
import { env } from '@/lib/platform/env'
import { readSyncSetup } from '@/lib/services/sync/setup'

export default connectionPage({
  failed: 'The sync cannot be shown.',
  read: readSyncSetup,
  show({ connection, admin }, { schema, ...setup }) {
    if (!schema) return <NoSchema connectionId={connection.id} />
    const permission = may('createItem', connection.state)
    return (
      <SyncSetup
        connectionId={connection.id}
        contentCategory={connection.contentCategory}
        schema={schema}
        tenantId={env().tenantId}
        suggested={suggestMapping(setup.upload?.columns ?? [], schema, connection.contentCategory)}
        readOnly={roleReason(admin.role, 'Admin')}
        noRun={roleReason(admin.role, 'Operator')}
        refused={permission.allowed ? null : permission.reason}
        {...setup}
      />
    )
  },
})
