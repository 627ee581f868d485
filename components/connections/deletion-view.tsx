import { PageContent } from '@/components/ui/page-content'
import { type Actor, whyNot } from '@/lib/access/can'
import type { WatchedOperation } from '@/lib/model/operation'
import { DeletionProgress } from './lazy'

/** What every page of a connection shows while it is being deleted. */
export function DeletionView({ deletion, actor }: { deletion: WatchedOperation; actor: Actor }) {
  return (
    <PageContent>
      <DeletionProgress initial={deletion} resumeReason={whyNot(actor, 'connections.delete', deletion)} />
    </PageContent>
  )
}
