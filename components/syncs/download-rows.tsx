import { Link } from '@/components/ui/link'
import type { SourceHolds } from '@/lib/model/sync/source'

const formats = [
  { format: 'csv', label: 'CSV' },
  { format: 'ndjson', label: 'NDJSON' },
]

/** All failed rows of a run as a file; the links lead to files and not to pages. */
export function DownloadRows({
  connectionId,
  syncId,
  holds,
}: {
  connectionId: string
  syncId: string
  /** What its rows are: those of items are followed over all runs. */
  holds: SourceHolds
}) {
  return (
    <p className="flex flex-wrap gap-x-3 border-t border-line px-4 py-2.5 text-sm text-muted">
      Download all failed rows as
      {formats.map(({ format, label }) => (
        <a
          key={format}
          href={`/api/syncs/${syncId}/errors/export?format=${format}`}
          download
          className="text-accent-text underline underline-offset-2"
        >
          {label}
        </a>
      ))}
      {holds === 'items' && (
        <Link
          href={`/connections/${encodeURIComponent(connectionId)}/sync/failing`}
          className="text-accent-text underline underline-offset-2 sm:ml-auto"
        >
          All records that fail, over all runs
        </Link>
      )}
    </p>
  )
}
