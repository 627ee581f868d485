import { roleReason } from '@/components/shell/role-reason'
import { PageContent } from '@/components/ui/page-content'
import type { WatchedOperation } from '@/lib/model/operation'
import type { Role } from '@/lib/model/role'
import { DeletionProgress } from './lazy'

/** What every page of a connection shows while it is being deleted. */
export function DeletionView({ deletion, role }: { deletion: WatchedOperation; role: Role }) {
  return (
    <PageContent>
      <DeletionProgress initial={deletion} resumeReason={roleReason(role, 'Admin')} />
    </PageContent>
  )
}
