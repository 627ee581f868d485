'use client'

import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { ProblemNote } from '@/components/ui/problem-note'
import { problemOf } from '@/components/ui/problem-of'
import { useUnsavedGuard } from '@/components/ui/use-unsaved-guard'
import type { PriorityRow } from '@/lib/model/people/source-priority'
import { unwrap } from '@/lib/web/fetch'
import { reorderSources } from './actions'
import { PriorityList } from './priority-list'

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
  const [order, setOrder] = useState(rows)
  const seen = rows.map(({ url }) => url)
  const wanted = order.map(({ url }) => url)
  const changed = wanted.some((url, index) => url !== seen[index])
  const save = useMutation({
    mutationFn: () => unwrap(reorderSources({ seen, wanted })),
    onSuccess: () => router.refresh(),
  })
  const problem = problemOf(save.error)
  useUnsavedGuard(changed)

  function discard() {
    save.reset()
    setOrder(rows)
    router.refresh()
  }

  return (
    <Card
      title="Priority"
      note="When sources disagree about a person, the highest one shows"
      bare
      actions={
        changed && (
          <>
            <span className="text-sm text-muted">Not saved yet</span>
            {problem?.code === 'conflict' ? (
              <Button look="primary" onClick={discard}>
                Reload the list
              </Button>
            ) : (
              <>
                <Button onClick={discard}>Discard</Button>
                <Button look="primary" pending={save.isPending} onClick={() => save.mutate()}>
                  Save order
                </Button>
              </>
            )}
          </>
        )
      }
    >
      {problem && (
        <div className="p-4">
          <ProblemNote problem={problem} />
        </div>
      )}
      {order.length === 0 ? (
        <EmptyState title="The tenant has no prioritized list yet">
          Register a source: its entry begins the list, with Microsoft Entra ID behind it.
        </EmptyState>
      ) : (
        <PriorityList rows={order} readOnly={readOnly} onOrder={setOrder} onRemove={onRemove} />
      )}
      <p role="status" className="sr-only">
        {save.isSuccess && !changed ? 'The order is saved.' : ''}
      </p>
    </Card>
  )
}
