import { SyncTable } from '@/components/connections/sync-table'
import { Card } from '@/components/ui/card'
import type { SyncView } from '@/lib/model/sync/sync'

export function RunsCard({ syncs }: { syncs: SyncView[] }) {
  return (
    <Card title="Runs" note="The latest first" bare>
      <SyncTable syncs={syncs} />
    </Card>
  )
}
