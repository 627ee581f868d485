'use client'

import { SyncChip } from '@/components/connections/state-chip'
import { Link } from '@/components/ui/link'
import { RelativeTime } from '@/components/ui/relative-time'
import { Table } from '@/components/ui/table'
import { durationBetween } from '@/lib/model/duration'
import { barsOf } from '@/lib/model/sync/run-bars'
import type { SyncView } from '@/lib/model/sync/sync'
import { barColors } from './bar-colors'

/** The last runs. Their bars share one scale and show only what changed. */
export function RunsTable({ syncs }: { syncs: readonly SyncView[] }) {
  const bars = barsOf(syncs)
  return (
    <Table label="Last syncs">
      <thead>
        <tr>
          <th scope="col">Started</th>
          <th scope="col">Run</th>
          <th scope="col" className="w-1/4 min-w-32">
            What changed
          </th>
          <th scope="col" className="num">
            Created
          </th>
          <th scope="col" className="num">
            Updated
          </th>
          <th scope="col" className="num">
            Deleted
          </th>
          <th scope="col" className="num">
            Unchanged
          </th>
          <th scope="col" className="num">
            Failed
          </th>
          <th scope="col" className="num">
            Took
          </th>
          <th scope="col">State</th>
        </tr>
      </thead>
      <tbody>
        {syncs.map((sync, n) => {
          const { created, updated, deleted } = sync.changes
          return (
            <tr key={sync.id}>
              <td>
                <Link
                  href={`/connections/${encodeURIComponent(sync.connectionId)}/sync/${sync.id}`}
                  className="font-medium hover:underline"
                >
                  <RelativeTime at={sync.startedAt ?? sync.createdAt} />
                </Link>
              </td>
              <td className="max-w-44 truncate text-muted">
                {typeWords[sync.type] ?? sync.type} by {sync.startedBy.replace(/@.*$/, '')}
              </td>
              <td>
                <div className="flex h-2 overflow-hidden rounded-sm" aria-hidden="true">
                  {bars[n]?.map(({ kind, percent }) => (
                    <span key={kind} className={barColors[kind]} style={{ width: `${percent}%` }} />
                  ))}
                </div>
              </td>
              <Count value={created} />
              <Count value={updated} />
              <Count value={deleted} />
              <Count value={sync.counts.unchanged} />
              <Count value={sync.counts.failed} bad />
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

function Count({ value, bad = false }: { value: number; bad?: boolean }) {
  const tone = value === 0 ? 'text-faint' : bad ? 'text-bad' : ''
  return <td className={`num ${tone}`}>{value.toLocaleString('en')}</td>
}
