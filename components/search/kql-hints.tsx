'use client'

import { buttonStyle } from '@/components/ui/button-style'
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
        <p className="flex flex-wrap items-center gap-1">
          <span>Restrict to</span>
          {restrictions.map(({ text, label }) => (
            <PlainButton
              key={text}
              className={`${buttonStyle('quiet')} font-mono`}
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
