import { Chip } from '@/components/ui/chip'
import { Link } from '@/components/ui/link'
import { RelativeTime } from '@/components/ui/relative-time'
import { Stack, Table } from '@/components/ui/table'
import { TableHead } from '@/components/ui/table-head'
import type { AuditEntry } from '@/lib/services/activity/list-audit'
import { actionWords } from './action-words'
import { AuditDetails } from './audit-details'

const outcomes: Record<string, { tone: 'ok' | 'warn' | 'bad'; word: string }> = {
  done: { tone: 'ok', word: 'Done' },
  refused: { tone: 'warn', word: 'Refused' },
  failed: { tone: 'bad', word: 'Failed' },
  // Its outcome is written at the end, so the console ended in between, or is still at it.
  begun: { tone: 'warn', word: 'Begun' },
}

/** Who did what, newest first. `ids` adds the request ids that a support case needs. */
export function AuditTable({
  label,
  entries,
  ids,
}: {
  label: string
  entries: readonly AuditEntry[]
  ids?: boolean
}) {
  return (
    <Table label={label}>
      <TableHead
        columns={[
          'When',
          { name: 'Who', className: 'max-sm:hidden' },
          'What',
          'On',
          'Outcome',
          ids && 'Request ids',
        ]}
      />
      <tbody>
        {entries.map((entry) => {
          const outcome = outcomes[entry.outcome] ?? { tone: 'warn' as const, word: entry.outcome }
          return (
            <tr key={entry.id}>
              <td className="text-muted">
                <RelativeTime at={entry.at} />
              </td>
              <td className="text-muted max-sm:hidden">{entry.username}</td>
              <td>
                <Stack>
                  <span className="whitespace-nowrap">{actionWords(entry.action)}</span>
                  <span className="text-sm text-muted sm:hidden">{entry.username}</span>
                  {entry.message && (
                    <span className="max-w-md min-w-48 text-sm text-muted">{entry.message}</span>
                  )}
                  {ids && entry.change && <AuditDetails change={entry.change} />}
                </Stack>
              </td>
              <td className="font-mono text-sm">
                {entry.connectionId ? (
                  <Link
                    href={`/connections/${encodeURIComponent(entry.connectionId)}`}
                    className="text-accent-text hover:underline"
                  >
                    {entry.target}
                  </Link>
                ) : (
                  entry.target
                )}
              </td>
              <td>
                <Chip tone={outcome.tone}>{outcome.word}</Chip>
              </td>
              {ids && (
                <td className="font-mono text-xs/5 whitespace-nowrap text-muted">
                  {entry.graphRequestId && <div>Graph {entry.graphRequestId}</div>}
                  {entry.requestId && <div>Console {entry.requestId}</div>}
                </td>
              )}
            </tr>
          )
        })}
      </tbody>
    </Table>
  )
}
