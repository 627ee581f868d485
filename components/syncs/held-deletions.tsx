'use client'

import { useInfiniteQuery, useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { ProblemNote } from '@/components/ui/problem-note'
import { problemOf } from '@/components/ui/problem-of'
import { countText, numberText } from '@/lib/model/number-text'
import type { SyncView } from '@/lib/model/sync/sync'
import { unwrap } from '@/lib/web/fetch'
import { approveDeletions, rejectDeletions } from './actions'
import { heldDeletionsQuery } from './queries'

interface Props {
  sync: SyncView
  /** Of the list that is shown: the approval counts for it alone. */
  hash: string
  /** Why this admin may not decide. */
  refused: string | null
  onDone: () => void
}

/** Deletions that wait until an Admin has approved exactly these. */
export function HeldDeletions({ sync, hash, refused, onDone }: Props) {
  const [asking, setAsking] = useState(false)
  const { data, error, fetchNextPage, hasNextPage, isFetchingNextPage } = useInfiniteQuery(
    heldDeletionsQuery(sync.id, hash),
  )
  const listed = data?.pages.flatMap((page) => page.items) ?? []
  const decide = useMutation({
    mutationFn: (send: typeof approveDeletions) => unwrap(send({ syncId: sync.id, hash })),
    onSuccess: () => setAsking(false),
    onSettled: onDone,
  })
  const problem = problemOf(error)
  const failure = problemOf(decide.error)
  const { held } = sync.changes
  const words = sync.type === 'groups' ? ofMembers : ofItems
  const items = countText(held, words.one)

  return (
    <Card
      title={`${items} to ${words.toDelete}, held`}
      note="No longer in the source. Everything else has gone through"
    >
      {problem && <ProblemNote problem={problem} title="The list cannot be read." />}
      <ul className="grid max-h-72 gap-1 overflow-y-auto" aria-label={words.list}>
        {listed.map(({ itemId, title }) => (
          <li key={itemId} className="[overflow-wrap:anywhere]">
            <span className="font-mono text-sm">{itemId}</span> {title}
          </li>
        ))}
      </ul>
      {hasNextPage && (
        <div className="mt-2 flex flex-wrap items-center gap-2">
          <Button pending={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            Show more
          </Button>
          <span className="text-sm text-muted">
            {numberText(listed.length)} of {numberText(held)} shown
          </span>
        </div>
      )}
      <div className="mt-3 flex flex-wrap items-center gap-2">
        <Button
          pending={decide.isPending && decide.variables === rejectDeletions}
          disabledReason={refused}
          onClick={() => decide.mutate(rejectDeletions)}
        >
          Keep these {words.one}s
        </Button>
        <Button look="danger" disabledReason={refused} onClick={() => setAsking(true)}>
          {words.Delete} {items}
        </Button>
        <span className="text-sm text-muted">{words.again}</span>
      </div>
      {failure && !asking && (
        <div className="mt-3">
          <ProblemNote problem={failure} title="That was not done." />
        </div>
      )}
      <ConfirmDialog
        open={asking}
        title={`${words.Delete} ${items} ${words.from}?`}
        confirm={`${words.Delete} ${items}`}
        pending={decide.isPending}
        problem={failure}
        onConfirm={() => decide.mutate(approveDeletions)}
        onClose={() => setAsking(false)}
      >
        <p>{words.effect} If the source lost them by mistake, keep them and run it again when it is whole.</p>
      </ConfirmDialog>
    </Card>
  )
}

const ofItems = {
  one: 'item',
  toDelete: 'delete',
  Delete: 'Delete',
  list: 'Items to delete',
  from: 'from Microsoft 365',
  again: 'Each is looked at again before it is deleted. Items that came back stay.',
  effect: 'They disappear from search and Copilot.',
}

const ofMembers = {
  one: 'member',
  toDelete: 'remove',
  Delete: 'Remove',
  list: 'Members to remove',
  from: 'from their groups',
  again: 'Each is looked at again before it is removed. Members that came back stay.',
  effect: 'They can no longer read what only these groups let them read.',
}
