'use client'

import { PlainButton } from '@/components/ui/plain-button'
import type { ConnectorSchema } from '@/lib/model/schema/schema'
import { kqlHints } from '@/lib/model/search/kql-hints'

/** What the schema lets one search for. A click puts the beginning of a restriction into the query. */
export function KqlHints({
  schema,
  onInsert,
}: {
  schema: ConnectorSchema
  onInsert: (text: string) => void
}) {
  const { restrictions, words } = kqlHints(schema)
  return (
    <div className="grid gap-1.5 text-sm text-muted">
      <p>
        {words.length > 0
          ? `Words are looked for in ${words.join(', ')} and in the content.`
          : 'No property is searchable: words are looked for in the content alone.'}{' '}
        A phrase stands in quotes, <code className="font-mono">*</code> at the end of a word stands for more
        letters.
      </p>
      {restrictions.length > 0 && (
        <p className="flex flex-wrap items-center gap-1.5">
          <span>Restrict to</span>
          {restrictions.map(({ text, label }) => (
            <PlainButton
              key={text}
              className="cursor-pointer rounded-md border border-line-strong bg-surface px-1.5 py-0.5 font-mono text-accent-text hover:border-accent hover:bg-accent-soft"
              onClick={() => onInsert(text)}
            >
              {label}
            </PlainButton>
          ))}
        </p>
      )}
    </div>
  )
}
