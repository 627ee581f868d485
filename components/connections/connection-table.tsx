import { ArrowDown, ArrowUp } from 'lucide-react'
import { CountCell } from '@/components/ui/count-cell'
import { Link } from '@/components/ui/link'
import { PlainButton } from '@/components/ui/plain-button'
import { RelativeTime } from '@/components/ui/relative-time'
import { Stack, Table } from '@/components/ui/table'
import type { ConnectionRow, ListView, SortKey } from '@/lib/model/connection/list'
import { kindWords, StateChip, SyncChip } from './state-chip'

const columns: { key: SortKey; title: string; num?: boolean }[] = [
  { key: 'name', title: 'Connection' },
  { key: 'kind', title: 'Kind' },
  { key: 'state', title: 'State' },
  { key: 'items', title: 'Items', num: true },
  { key: 'sync', title: 'Last sync' },
]

export function ConnectionTable({
  rows,
  view,
  onSort,
}: {
  rows: ConnectionRow[]
  view: ListView
  onSort: (sort: string) => void
}) {
  const alarming = rows.some(({ attention }) => attention !== null)
  return (
    <Table label="Connections">
      <thead>
        <tr>
          {columns.map(({ key, title, num }) => {
            const sorted = view.sort === key
            const Arrow = view.descending ? ArrowDown : ArrowUp
            return (
              <th
                key={key}
                scope="col"
                className={num ? 'num' : undefined}
                aria-sort={sorted ? (view.descending ? 'descending' : 'ascending') : undefined}
              >
                <PlainButton
                  onClick={() => onSort(sorted && !view.descending ? `-${key}` : key)}
                  className={`inline-flex cursor-pointer items-center gap-1 hover:text-ink ${num ? 'flex-row-reverse' : ''}`}
                >
                  {title}
                  <Arrow className={`size-3 ${sorted ? '' : 'invisible'}`} aria-hidden />
                </PlainButton>
              </th>
            )
          })}
          {alarming && <th scope="col">Needs attention</th>}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => {
          const since = movingSince(row)
          return (
            <tr key={row.id}>
              <td>
                <Stack>
                  <Link
                    href={`/connections/${encodeURIComponent(row.id)}`}
                    className="font-medium hover:underline"
                  >
                    {row.name}
                  </Link>
                  <span className="font-mono text-sm text-muted">{row.id}</span>
                </Stack>
              </td>
              <td className="text-muted">{kindWords[row.kind]}</td>
              <td>
                <span className="flex items-center gap-2">
                  <StateChip state={row.state} />
                  {since && (
                    <span className="text-sm text-muted">
                      <RelativeTime at={since} />
                    </span>
                  )}
                </span>
              </td>
              <CountCell value={row.items} />
              <td className="whitespace-nowrap">
                {row.sync ? (
                  <span className="flex items-center gap-2">
                    <SyncChip sync={row.sync} />
                    <span className="text-muted">
                      <RelativeTime at={row.sync.at} />
                    </span>
                  </span>
                ) : (
                  <span className="text-muted">{row.source ? 'Not run yet' : 'No source yet'}</span>
                )}
              </td>
              {alarming && <td className="min-w-48 text-muted">{row.attention}</td>}
            </tr>
          )
        })}
      </tbody>
    </Table>
  )
}

function movingSince({ state, operations }: ConnectionRow) {
  if (state === 'provisioning') return operations.schema?.startedAt
  return state === 'deleting' ? operations.delete?.startedAt : undefined
}
