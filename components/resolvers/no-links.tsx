'use client'

import { numberText } from '@/lib/model/number-text'

/** Stands for the coverage of a connection whose items have no known links. */
export function NoLinks({ items }: { items: number }) {
  return (
    <section
      aria-label="Coverage"
      className="rounded-lg border border-line bg-surface px-4 py-3 shadow-card sm:px-5"
    >
      <h2>{items === 0 ? 'No items yet' : 'No item links known yet'}</h2>
      <p className="text-muted">
        {items === 0
          ? 'Once items are sent, their own links are checked here. Until then, paste links to try below.'
          : `${numberText(items)} items were sent without a link, or before the console kept it. The next sync fills the links in; until then, paste links to try below.`}
      </p>
    </section>
  )
}
