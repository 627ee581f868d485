'use client'

import { useMutation } from '@tanstack/react-query'
import { Card } from '@/components/ui/card'
import { Link } from '@/components/ui/link'
import { problemOf } from '@/components/ui/problem-of'
import { countText, numberText } from '@/lib/model/number-text'
import type { ReadableView } from '@/lib/services/access-check/list-readable'
import { postJson } from '@/lib/web/fetch'
import { PersonForm } from './person-form'

/** Which items of a connection a person may read. */
export function ReadableItems({ connectionId, refused }: { connectionId: string; refused: string | null }) {
  const base = `/connections/${encodeURIComponent(connectionId)}`
  const ask = useMutation({
    mutationFn: (person: string) => postJson<ReadableView>(`/api${base}/readable`, { person }),
  })
  return (
    <Card title="What may a person read?">
      <div className="grid gap-3">
        <PersonForm
          connectionId={connectionId}
          button="Look it up"
          pending={ask.isPending}
          refused={refused}
          problem={problemOf(ask.error)}
          onAsk={ask.mutate}
        />
        <div role="status" className="empty:hidden">
          {ask.data && !ask.isPending && <Answer base={base} view={ask.data} />}
        </div>
      </div>
    </Card>
  )
}

function Answer({
  base,
  view: { person, items, notLooked, sample, unproved, problem },
}: {
  base: string
  view: ReadableView
}) {
  const all = items.yes + items.no + items.unknown
  return (
    <div className="grid gap-2">
      <p>
        <span className="font-medium">{person.name}</span> may read {numberText(items.yes)} of{' '}
        {countText(all, 'item')}
        {items.unknown > 0 && `; of ${numberText(items.unknown)} it cannot be told`}, by the access lists as
        they were sent last.
        {notLooked > 0 && ` ${countText(notLooked, 'more item was', 'more items were')} not looked at.`}
      </p>
      {unproved.map((reason) => (
        <p key={reason} className="text-sm text-warn">
          {reason}
        </p>
      ))}
      {problem && <p className="text-sm text-warn">{problem}</p>}
      {sample.length > 0 && (
        <ul className="list-disc pl-4">
          {sample.map(({ itemId, title }) => (
            <li key={itemId} className="[overflow-wrap:anywhere]">
              <Link href={`${base}/items/${encodeURIComponent(itemId)}`} className="underline">
                {title ?? itemId}
              </Link>
            </li>
          ))}
          {items.yes > sample.length && <li>and {countText(items.yes - sample.length, 'more', 'more')}</li>}
        </ul>
      )}
    </div>
  )
}
