import type { FailingFilter } from '@/lib/model/debts/failing-filter'
import { writeFilter } from '@/lib/model/filter-address'

const formats = [
  { format: 'csv', label: 'CSV' },
  { format: 'ndjson', label: 'NDJSON' },
]

/** All failing records that the filter asks for as a file; the links lead to files and not to pages. */
export function FailingDownloads({ connectionId, filter }: { connectionId: string; filter: FailingFilter }) {
  return (
    <p className="flex flex-wrap gap-x-3 border-t border-line px-4 py-2.5 text-sm text-muted">
      Download {Object.keys(filter).length > 0 ? 'what the filter finds' : 'all of them'} as
      {formats.map(({ format, label }) => (
        <a
          key={format}
          href={`/api/connections/${encodeURIComponent(connectionId)}/failing/export${writeFilter(filter, { format })}`}
          download
          className="text-accent-text underline underline-offset-2"
        >
          {label}
        </a>
      ))}
    </p>
  )
}
