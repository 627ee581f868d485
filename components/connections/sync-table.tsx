import { CountCell } from '@/components/ui/count-cell'
import { Table } from '@/components/ui/table'
import { numbers, TableHead } from '@/components/ui/table-head'
import type { SyncView } from '@/lib/model/sync/sync'
import { RunLink } from './run-link'
import { SyncChip } from './state-chip'

/** The last runs of a connection, each a link to its page. */
export function SyncTable({ syncs }: { syncs: readonly SyncView[] }) {
  return (
    <Table label="Last syncs">
      <TableHead columns={['Started', 'State', 'Source', ...numbers('Sent', 'Unchanged', 'Failed')]} />
      <tbody>
        {syncs.map((sync) => (
          <tr key={sync.id}>
            <td>
              <RunLink run={sync} />
            </td>
            <td>
              <SyncChip sync={sync} />
            </td>
            <td className="max-w-60 truncate text-muted">{sync.sourceName}</td>
            <CountCell value={sync.counts.sent} />
            <CountCell value={sync.counts.unchanged} />
            <CountCell value={sync.counts.failed} bad />
          </tr>
        ))}
      </tbody>
    </Table>
  )
}
