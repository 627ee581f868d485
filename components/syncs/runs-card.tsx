import { Card } from '@/components/ui/card'
import { barKinds } from '@/lib/model/sync/run-bars'
import type { SyncView } from '@/lib/model/sync/sync'
import { barColors } from './bar-colors'
import { RunsTable } from './runs-table'

export function RunsCard({ syncs }: { syncs: SyncView[] }) {
  return (
    <Card
      title="Runs"
      note={
        <span className="flex flex-wrap gap-x-3">
          {barKinds.map((kind) => (
            <span key={kind} className="inline-flex items-center gap-1.5">
              <span className={`size-2.5 rounded-sm ${barColors[kind].key}`} aria-hidden="true" />
              {kind}
            </span>
          ))}
        </span>
      }
      bare
    >
      <RunsTable syncs={syncs} />
    </Card>
  )
}
