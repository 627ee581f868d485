'use client'

import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { LeaveDialog } from '@/components/ui/leave-dialog'
import { ProblemNote } from '@/components/ui/problem-note'
import { problemOf } from '@/components/ui/problem-of'
import { useUnsavedGuard } from '@/components/ui/use-unsaved-guard'
import type { PriorityRow } from '@/lib/model/people/source-priority'
import { unwrap } from '@/lib/web/fetch'
import { reorderSources } from './actions'
import { OrderConflict } from './order-conflict'
import { PriorityList } from './priority-list'
import { useOrder } from './use-order'

/** The prioritized list. Rows move at once in the browser. Save sends the whole list. */
export function PriorityCard({
  rows,
  readOnly,
  onRemove,
}: {
  rows: PriorityRow[]
  readOnly: string | null
  onRemove: (row: PriorityRow) => void
}) {
  const router = useRouter()
  const order = useOrder(rows)
  const { seen, mine, theirs, moved } = order
  const [refreshing, startRefresh] = useTransition()
  const [said, setSaid] = useState('')
  const reload = () => startRefresh(() => router.refresh())
  const save = useMutation({
    mutationFn: () => unwrap(reorderSources({ seen: [...seen], wanted: [...mine] })),
    onSuccess: reload,
    // The list of now shows what to choose between.
    onError: (error) => problemOf(error)?.code === 'conflict' && reload(),
  })
  const problem = problemOf(save.error)
  const { leaving } = useUnsavedGuard(moved && !save.isSuccess)

  function arrange(next: PriorityRow[], { url, name }: PriorityRow) {
    const place = next.findIndex((row) => row.url === url) + 1
    setSaid(`${name} is now ${place} of ${next.length}.`)
    save.reset()
    order.arrange(next)
  }
  function discard() {
    save.reset()
    setSaid('The order is as it was.')
    order.discard()
  }

  return (
    <Card
      title="Priority"
      note="When sources disagree about a person, the highest one shows"
      bare
      actions={
        moved &&
        !theirs && (
          <>
            <span className="text-sm text-muted">Not saved yet</span>
            <Button onClick={discard}>Discard</Button>
            <Button look="primary" pending={save.isPending || refreshing} onClick={() => save.mutate()}>
              Save order
            </Button>
          </>
        )
      }
    >
      {theirs && (
        <div className="border-b border-line p-4">
          <OrderConflict
            orders={{ seen, mine, theirs }}
            names={order.names}
            onChoose={(chosen) => {
              save.reset()
              order.choose(chosen)
            }}
          />
        </div>
      )}
      {problem && moved && !theirs && !refreshing && (
        <div className="p-4">
          <ProblemNote problem={problem} />
        </div>
      )}
      {order.rows.length === 0 ? (
        <EmptyState title="The tenant has no prioritized list yet">
          Register a source: its entry begins the list, with Microsoft Entra ID behind it.
        </EmptyState>
      ) : (
        <PriorityList rows={order.rows} readOnly={readOnly} onOrder={arrange} onRemove={onRemove} />
      )}
      <LeaveDialog {...leaving} />
      <p role="status" className="sr-only">
        {save.isSuccess && !moved ? 'The order is saved.' : said}
      </p>
    </Card>
  )
}
