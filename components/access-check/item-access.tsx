'use client'

import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Chip, type Tone } from '@/components/ui/chip'
import { problemOf } from '@/components/ui/problem-of'
import type { Access } from '@/lib/model/access-check/access-of'
import { accessWords, readerCountText } from '@/lib/model/access-check/access-words'
import type { ReaderCount } from '@/lib/model/access-check/count-readers'
import type { AccessView } from '@/lib/services/access-check/explain-access'
import { getJson, postJson } from '@/lib/web/fetch'
import { PersonForm } from './person-form'

const verdicts: Record<Access['verdict'], { tone: Tone; word: string }> = {
  yes: { tone: 'ok', word: 'May read it' },
  no: { tone: 'bad', word: 'May not read it' },
  unknown: { tone: 'warn', word: 'Cannot be told' },
}

/** Whether a person may read an item, and why; and how many may. */
export function ItemAccess({
  connectionId,
  itemId,
  refused,
}: {
  connectionId: string
  itemId: string
  /** Why this admin may not ask. */
  refused: string | null
}) {
  const base = `/api/connections/${encodeURIComponent(connectionId)}/items/${encodeURIComponent(itemId)}`
  const [counting, setCounting] = useState(false)
  const ask = useMutation({
    mutationFn: (person: string) => postJson<AccessView>(`${base}/access`, { person }),
  })
  const readers = useQuery({
    queryKey: ['readers', connectionId, itemId],
    queryFn: () => getJson<ReaderCount>(`${base}/readers`),
    enabled: counting,
    staleTime: 0,
  })
  return (
    <Card
      title="Who may read it?"
      actions={
        <Button
          pending={readers.isFetching}
          disabledReason={refused}
          onClick={() => (counting ? void readers.refetch() : setCounting(true))}
        >
          Count the readers
        </Button>
      }
    >
      <div className="grid gap-3">
        <PersonForm
          button="Check"
          pending={ask.isPending}
          refused={refused}
          problem={problemOf(ask.error)}
          onAsk={ask.mutate}
        />
        <div role="status" className="grid gap-3 empty:hidden">
          {ask.data && !ask.isPending && <Answer view={ask.data} />}
          {readers.data && <p>{readerCountText(readers.data)}</p>}
          {readers.error && <p className="text-bad">{problemOf(readers.error)?.message}</p>}
        </div>
      </div>
    </Card>
  )
}

function Answer({ view: { person, access, from, problem } }: { view: AccessView }) {
  const { tone, word } = verdicts[access.verdict]
  return (
    <div className="grid gap-1">
      <p className="flex flex-wrap items-center gap-2">
        <span className="font-medium">{person.name}</span>
        <span className="text-muted [overflow-wrap:anywhere]">{person.principalName}</span>
        {person.guest && <Chip tone="plain">Guest</Chip>}
        <Chip tone={tone}>{word}</Chip>
      </p>
      <p>{accessWords(access)}</p>
      {access.path.length > 1 && (
        <ol aria-label="The way that decides" className="flex flex-wrap gap-x-1.5 text-sm text-muted">
          {access.path.map((step, at) => (
            // A group may be called as a person is.
            // biome-ignore lint/suspicious/noArrayIndexKey: the way never changes its order
            <li key={at} className="[overflow-wrap:anywhere]">
              {at > 0 && <span aria-hidden="true">→ </span>}
              {step}
            </li>
          ))}
        </ol>
      )}
      {problem && <p className="text-sm text-warn">{problem}</p>}
      <p className="text-sm text-muted">
        {from === 'graph'
          ? 'By the access list that Graph holds now.'
          : 'By the access list as it was sent last: Graph did not show the one that it holds.'}
      </p>
    </div>
  )
}
