'use client'

import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { problemOf } from '@/components/ui/problem-of'
import { unwrap } from '@/lib/web/fetch'
import { deleteConnection } from './actions'

/** Names what goes with a connection, asks for its id, and hands over to the followed deletion. */
export function DeleteConnection({
  id,
  name,
  losses,
  disabledReason,
}: {
  id: string
  name: string
  losses: readonly string[]
  disabledReason: string | null
}) {
  const router = useRouter()
  const [open, setOpen] = useState(false)
  const start = useMutation({
    mutationFn: () => unwrap(deleteConnection({ connectionId: id, typed: id })),
    // The page then shows the deletion that was started, as it would after a reload.
    onSuccess: () => router.refresh(),
  })
  return (
    <Card title="Delete connection">
      <div className="flex flex-wrap items-center gap-3">
        <p className="min-w-0 flex-1 basis-64 text-muted">
          Removes the connection from Graph together with everything indexed through it. It cannot be undone.
        </p>
        <Button look="danger" disabledReason={disabledReason} onClick={() => setOpen(true)}>
          Delete connection
        </Button>
      </div>
      <ConfirmDialog
        open={open}
        onClose={() => {
          setOpen(false)
          start.reset()
        }}
        title={`Delete ${name}?`}
        confirm="Delete connection"
        typed={id}
        typedLabel={`Type the id ${id} to confirm`}
        pending={start.isPending || start.isSuccess}
        problem={problemOf(start.error)}
        onConfirm={() => start.mutate()}
      >
        <div className="grid gap-2">
          <p>These go with it:</p>
          <ul className="list-disc pl-5">
            {losses.map((loss) => (
              <li key={loss}>{loss}</li>
            ))}
          </ul>
          <p className="text-muted">
            Graph deletes in the background. Id and name are free again once it is gone.
          </p>
        </div>
      </ConfirmDialog>
    </Card>
  )
}
