'use client'

import { useMutation } from '@tanstack/react-query'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Note } from '@/components/ui/note'
import { problemOf } from '@/components/ui/problem-of'
import { readerCountText } from '@/lib/model/access-check/access-words'
import type { ReaderCount } from '@/lib/model/access-check/count-readers'
import { type AclRule, aclRuleWords } from '@/lib/model/access-check/lint-acl'
import { countText } from '@/lib/model/number-text'
import type { NamesView } from '@/lib/services/access-check/check-names'
import type { AccessView } from '@/lib/services/access-check/explain-access'
import { getJson, postJson } from '@/lib/web/fetch'
import { AccessAnswer } from './access-answer'
import { PersonForm } from './person-form'

/** Whether a person may read an item, and why; how many may; and what is suspicious in its access list. */
export function ItemAccess({
  connectionId,
  itemId,
  rules,
  refused,
}: {
  connectionId: string
  itemId: string
  /** What is suspicious in the list by itself. */
  rules: readonly AclRule[]
  /** Why this admin may not ask. */
  refused: string | null
}) {
  const base = `/api/connections/${encodeURIComponent(connectionId)}/items/${encodeURIComponent(itemId)}`
  const ask = useMutation({
    mutationFn: (person: string) => postJson<AccessView>(`${base}/access`, { person }),
  })
  const readers = useMutation({ mutationFn: () => getJson<ReaderCount>(`${base}/readers`) })
  const names = useMutation({ mutationFn: () => getJson<NamesView>(`${base}/names`) })
  const failure = problemOf(readers.error ?? names.error)
  return (
    <Card
      title="Who may read it?"
      actions={
        <>
          <Button pending={readers.isPending} disabledReason={refused} onClick={() => readers.mutate()}>
            Count the readers
          </Button>
          <Button pending={names.isPending} disabledReason={refused} onClick={() => names.mutate()}>
            Check the names
          </Button>
        </>
      }
    >
      <div className="grid gap-3">
        {rules.map((rule) => (
          <Note key={rule} tone={rule === 'everyone' ? 'info' : 'warn'}>
            {aclRuleWords[rule]}
          </Note>
        ))}
        <PersonForm
          connectionId={connectionId}
          button="Check"
          pending={ask.isPending}
          refused={refused}
          problem={problemOf(ask.error)}
          onAsk={ask.mutate}
        />
        <div role="status" className="grid gap-3 empty:hidden">
          {ask.data && <AccessAnswer view={ask.data} />}
          {readers.data && <p>{readerCountText(readers.data)}</p>}
          {names.data && <Names view={names.data} />}
          {failure && <p className="text-bad">{failure.message}</p>}
        </div>
      </div>
    </Card>
  )
}

function Names({ view: { checked, left, findings } }: { view: NamesView }) {
  if (checked === 0) return <p>The list names nobody in particular, so there is no name to look up.</p>
  const some = `${countText(checked, 'name')} looked up${left > 0 ? `, ${countText(left, 'more', 'more')} not` : ''}.`
  if (findings.length === 0) return <p>{some} Everything that is named is there.</p>
  return (
    <div className="grid gap-1">
      <p>{some}</p>
      <ul className="list-disc pl-4">
        {findings.map((finding) => (
          <li key={finding} className="[overflow-wrap:anywhere]">
            {finding}
          </li>
        ))}
      </ul>
    </div>
  )
}
