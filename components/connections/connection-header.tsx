import { PageHeader } from '@/components/ui/page-header'
import type { ConnectionRow } from '@/lib/model/connection/list'
import { kindWords, StateChip } from './state-chip'

export function ConnectionHeader({
  id,
  name,
  row,
}: {
  id: string
  /** As it was when Graph answered last, while `row` is not there. */
  name: string | null
  row: ConnectionRow | null
}) {
  const base = `/connections/${encodeURIComponent(id)}`
  return (
    <PageHeader
      crumbs={[{ href: '/connections', label: 'Connections' }]}
      title={row?.name ?? name ?? id}
      state={
        row && (
          <>
            <span className="font-mono text-sm text-muted">{row.id}</span>
            <StateChip state={row.state} />
            <span className="text-sm text-muted">{kindWords[row.kind]}</span>
          </>
        )
      }
      tabs={[
        { href: base, label: 'Overview' },
        { href: `${base}/schema`, label: 'Schema' },
        { href: `${base}/sync`, label: 'Sync', nested: true },
        { href: `${base}/items`, label: 'Items', nested: true, also: `${base}/write-item` },
        { href: `${base}/groups`, label: 'Groups', nested: true, also: `${base}/group-source` },
        { href: `${base}/resolvers`, label: 'Resolvers' },
        { href: `${base}/results`, label: 'Results' },
        { href: `${base}/settings`, label: 'Settings' },
      ]}
    />
  )
}
