'use client'

import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { ProblemNote } from '@/components/ui/problem-note'
import { problemOf } from '@/components/ui/problem-of'
import { countText, numberText } from '@/lib/model/number-text'
import { unwrap } from '@/lib/web/fetch'
import { purgeItems, reconcileItems } from './actions'

/** Enough to see whether something is wrong, within a minute. */
const sample = 1_000

interface Props {
  connectionId: string
  /** How many this console has sent. */
  items: number
  /** Why this admin may not check them, and why not delete them. */
  noRun: string | null
  noPurge: string | null
}

/** Compares the items with what Graph holds, or deletes them all. */
export function UpkeepCard({ connectionId, items, noRun, noPurge }: Props) {
  const router = useRouter()
  const [isAsking, setAsking] = useState(false)
  const onSuccess = ({ syncId }: { syncId: string }) =>
    router.push(`/connections/${encodeURIComponent(connectionId)}/sync/${syncId}`)
  const check = useMutation({
    mutationFn: (some: number | undefined) => unwrap(reconcileItems({ connectionId, sample: some })),
    onSuccess,
  })
  const purge = useMutation({
    mutationFn: () => unwrap(purgeItems({ connectionId, typed: connectionId, items })),
    onSuccess,
  })
  const failure = problemOf(check.error)
  return (
    <Card title="Items in Graph" note={`${countText(items, 'item')} sent from here`}>
      <div className="grid gap-4">
        <div className="flex flex-wrap items-center gap-3">
          <p className="min-w-0 flex-1 basis-64 text-muted">
            Reads the items from Graph, 20 in a request, and lists what somebody else has changed or deleted.
          </p>
          {items > sample && (
            <Button
              pending={check.isPending && check.variables !== undefined}
              disabledReason={noRun}
              onClick={() => check.mutate(sample)}
            >
              Check {numberText(sample)} of them
            </Button>
          )}
          <Button
            pending={check.isPending && check.variables === undefined}
            disabledReason={noRun}
            onClick={() => check.mutate(undefined)}
          >
            Check all items
          </Button>
        </div>
        {failure && <ProblemNote problem={failure} title="The check did not start." />}
        <div className="flex flex-wrap items-center gap-3 border-t border-line pt-4">
          <p className="min-w-0 flex-1 basis-64 text-muted">
            Deletes every item from Microsoft 365. Connection, schema and mapping stay.
          </p>
          <Button look="danger" disabledReason={noPurge} onClick={() => setAsking(true)}>
            Delete all items
          </Button>
        </div>
      </div>
      <ConfirmDialog
        open={isAsking}
        title={`Delete ${countText(items, 'item')} from Microsoft 365?`}
        confirm="Delete all items"
        typed={connectionId}
        typedLabel={`Type the id ${connectionId} to confirm`}
        pending={purge.isPending || purge.isSuccess}
        problem={problemOf(purge.error)}
        onConfirm={() => purge.mutate()}
        onClose={() => setAsking(false)}
      >
        <p>
          They disappear from search and Copilot. It can be cancelled on the way, and what is deleted by then
          stays deleted. A later sync sends all rows of the source again.
        </p>
      </ConfirmDialog>
    </Card>
  )
}
