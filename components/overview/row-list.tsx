import type { ReactNode } from 'react'
import { StateChip, SyncChip } from '@/components/connections/state-chip'
import { Link } from '@/components/ui/link'
import type { ConnectionRow } from '@/lib/model/connection/list'

/** Connections with one line each on why they are listed. */
export function RowList({
  rows,
  detail,
}: {
  rows: readonly ConnectionRow[]
  detail: (row: ConnectionRow) => ReactNode
}) {
  return (
    <ul>
      {rows.map((row) => (
        <li
          key={row.id}
          className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line px-4 py-2.5 last:border-b-0"
        >
          <span className="grid min-w-0 flex-1 basis-48 gap-0.5">
            <Link href={linkOf(row)} className="justify-self-start font-medium hover:underline">
              {row.name}
            </Link>
            <span className="text-sm text-muted">{detail(row)}</span>
          </span>
          {row.state === 'ready' && row.sync ? <SyncChip sync={row.sync} /> : <StateChip state={row.state} />}
        </li>
      ))}
    </ul>
  )
}

function linkOf({ id, state, sync }: ConnectionRow) {
  const base = `/connections/${encodeURIComponent(id)}`
  if (state === 'provisioning' || state === 'schemaFailed') return `${base}/schema`
  return state === 'ready' && sync ? `${base}/sync/${sync.id}` : base
}
