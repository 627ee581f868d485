import { Link } from '@/components/ui/link'
import { RelativeTime } from '@/components/ui/relative-time'
import { Table } from '@/components/ui/table'
import type { SyncView } from '@/lib/model/sync/sync'
import { SyncChip } from './state-chip'

/** The last runs of a connection, each a link to its page. */
export function SyncTable({ syncs }: { syncs: readonly SyncView[] }) {
  return (
    <Table label="Last syncs">
      <thead>
        <tr>
          <th scope="col">Started</th>
          <th scope="col">State</th>
          <th scope="col">File</th>
          <th scope="col" className="num">
            Sent
          </th>
          <th scope="col" className="num">
            Unchanged
          </th>
          <th scope="col" className="num">
            Failed
          </th>
        </tr>
      </thead>
      <tbody>
        {syncs.map((sync) => (
          <tr key={sync.id}>
            <td>
              <Link
                href={`/connections/${encodeURIComponent(sync.connectionId)}/sync/${sync.id}`}
                className="font-medium hover:underline"
              >
                <RelativeTime at={sync.startedAt ?? sync.createdAt} />
              </Link>
            </td>
            <td>
              <SyncChip sync={sync} />
            </td>
            <td className="max-w-60 truncate text-muted">{sync.sourceName}</td>
            <td className="num">{sync.counts.sent.toLocaleString('en')}</td>
            <td className="num">{sync.counts.unchanged.toLocaleString('en')}</td>
            <td className="num">{sync.counts.failed.toLocaleString('en')}</td>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}
