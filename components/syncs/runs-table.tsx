import { RunLink } from '@/components/connections/run-link'
import { SyncChip } from '@/components/connections/state-chip'
import { CountCell } from '@/components/ui/count-cell'
import { Table } from '@/components/ui/table'
import { numbers, TableHead } from '@/components/ui/table-head'
import { durationBetween } from '@/lib/model/duration'
import { barsOf } from '@/lib/model/sync/run-bars'
import type { SyncView } from '@/lib/model/sync/sync'
import { barColors } from './bar-colors'
import { runColumns } from './run-columns'

/** The last runs. Their bars share one scale and show only what changed. */
export function RunsTable({ syncs }: { syncs: readonly SyncView[] }) {
  const bars = barsOf(syncs)
  return (
    <Table label="Last syncs">
      <TableHead
        columns={[
          ...runColumns.slice(0, 2),
          { name: runColumns[2], className: 'w-1/4 min-w-32' },
          ...numbers(...runColumns.slice(3, -1)),
          'State',
        ]}
      />
      <tbody>
        {syncs.map((sync, n) => {
          const { created, updated, deleted } = sync.changes
          return (
            <tr key={sync.id}>
              <td>
                <RunLink run={sync} />
              </td>
              <td className="max-w-44 truncate text-muted">
                {typeWords[sync.type] ?? sync.type} by {sync.startedBy.replace(/@.*$/, '')}
              </td>
              <td>
                {/* Drawn, because the content security policy drops styles that the server writes. */}
                <svg
                  viewBox="0 0 100 8"
                  preserveAspectRatio="none"
                  className="h-2 w-full overflow-hidden rounded-sm"
                  aria-hidden="true"
                >
                  {bars[n]?.map(({ kind, from, percent }) => (
                    <rect key={kind} x={from} width={percent} height="8" className={barColors[kind].bar} />
                  ))}
                </svg>
              </td>
              <CountCell value={created} />
              <CountCell value={updated} />
              <CountCell value={deleted} />
              <CountCell value={sync.counts.unchanged} />
              <CountCell value={sync.counts.failed} bad />
              <td className="num text-muted">
                {sync.startedAt && sync.finishedAt ? durationBetween(sync.startedAt, sync.finishedAt) : ''}
              </td>
              <td>
                <SyncChip sync={sync} />
              </td>
            </tr>
          )
        })}
      </tbody>
    </Table>
  )
}

const typeWords: Partial<Record<SyncView['type'], string>> = {
  full: 'Full',
  incremental: 'Incremental',
  retry: 'Retry',
  record: 'One record',
  groups: 'Groups',
  purge: 'Purge',
  reconcile: 'Reconcile',
}
