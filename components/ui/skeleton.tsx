import { TableHead } from './table-head'

/** A grey stand-in of the size of what comes; give width and height as classes. */
export function Skeleton({ className = 'h-4 w-24' }: { className?: string }) {
  return (
    <span className={`block max-w-full animate-pulse rounded-sm bg-line ${className}`} aria-hidden="true" />
  )
}

/** Says once that a page is loading; the skeletons themselves are not read out. */
export function Loading({ label }: { label: string }) {
  return (
    <p role="status" className="sr-only">
      {label}
    </p>
  )
}

export function SkeletonTable({ columns, rows = 6 }: { columns: readonly string[]; rows?: number }) {
  return (
    <section className="min-w-0 overflow-hidden rounded-lg border border-line bg-surface shadow-card">
      <table className="table" aria-hidden="true">
        <TableHead columns={columns} />
        <tbody>
          {Array.from({ length: rows }, (_, row) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the rows are all alike
            <tr key={row}>
              {columns.map((column, index) => (
                <td key={column} className="h-14">
                  <Skeleton className={index === 0 ? 'h-4 w-40' : 'h-4 w-16'} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
