import { Link } from '@/components/ui/link'
import { writeQuestion } from '@/lib/model/search/address'
import type { SearchQuestion } from '@/lib/model/search/question'
import { filterText, type Refiner } from '@/lib/model/search/refiner'

/** The most frequent values of refinable properties. A click filters by one; another takes the filter back. */
export function RefinerList({
  question,
  refiners,
}: {
  question: SearchQuestion
  refiners: readonly Refiner[]
}) {
  const { refine } = question
  const without = (filter: string) =>
    writeQuestion({ ...question, page: 1, refine: refine.filter((one) => one !== filter) })
  const shown = refiners.filter(({ buckets }) => buckets.length > 0)
  if (refine.length === 0 && shown.length === 0) return null
  return (
    <nav aria-label="Filters" className="grid content-start gap-3">
      {refine.length > 0 && (
        <div className="flex flex-wrap gap-1.5">
          {refine.map((filter) => (
            <Link
              key={filter}
              href={without(filter)}
              aria-label={`Remove the filter ${filterText(filter)}`}
              className="rounded-full bg-accent-soft px-2.5 py-0.5 text-sm break-all text-accent-text hover:underline"
            >
              {filterText(filter)} ×
            </Link>
          ))}
        </div>
      )}
      {shown.map(({ field, buckets }) => (
        <section key={field} aria-label={field} className="grid gap-0.5">
          <h3 className="font-mono text-sm text-muted">{field}</h3>
          <ul>
            {buckets.map(({ key, count, filter }) => (
              <li key={key}>
                <Link
                  href={
                    refine.includes(filter)
                      ? without(filter)
                      : writeQuestion({ ...question, page: 1, refine: [...refine, filter] })
                  }
                  aria-current={refine.includes(filter) ? 'true' : undefined}
                  className="flex justify-between gap-3 rounded-md px-1.5 py-0.5 hover:bg-sunken aria-[current]:font-medium aria-[current]:text-accent-text"
                >
                  <span className="min-w-0 truncate">{key}</span>
                  <span className="text-sm text-muted">{count}</span>
                </Link>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </nav>
  )
}
