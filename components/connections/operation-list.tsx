import { Chip } from '@/components/ui/chip'
import { RelativeTime } from '@/components/ui/relative-time'
import { Stack, Table } from '@/components/ui/table'
import { numbers, TableHead } from '@/components/ui/table-head'
import { durationBetween } from '@/lib/model/duration'
import type { WatchedOperation } from '@/lib/model/operation'

const words = {
  inprogress: { tone: 'busy', word: 'In progress' },
  completed: { tone: 'ok', word: 'Completed' },
  failed: { tone: 'bad', word: 'Failed' },
} as const

const kinds = { schema: 'Schema', delete: 'Deletion' } as const

/** What Graph did for this connection over minutes. */
export function OperationList({ operations }: { operations: readonly WatchedOperation[] }) {
  return (
    <Table label="Provisioning history">
      <TableHead columns={['Operation', 'State', 'Started', ...numbers('Took'), 'By']} />
      <tbody>
        {operations.map((operation) => (
          <tr key={operation.id}>
            <td>
              <Stack>
                {kinds[operation.kind]}
                {operation.problem && (
                  <span className="max-w-md text-sm text-bad">{operation.problem.message}</span>
                )}
              </Stack>
            </td>
            <td>
              <Chip tone={words[operation.status].tone}>{words[operation.status].word}</Chip>
            </td>
            <td className="text-muted">
              <RelativeTime at={operation.startedAt} />
            </td>
            <td className="num text-muted">
              {operation.finishedAt ? durationBetween(operation.startedAt, operation.finishedAt) : ''}
            </td>
            <td className="text-muted">{operation.startedBy}</td>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}
