'use client'

import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { problemOf } from '@/components/ui/problem-of'
import { unwrap } from '@/lib/web/fetch'
import { deleteConnection } from './actions'

export interface Deletable {
  id: string
  name: string
  /** What goes with it. */
  losses: readonly string[]
}

/** Names what goes with a connection, asks for its id, and hands over to the followed deletion. */
export function DeleteDialog({ id, name, losses, onClose }: Deletable & { onClose: () => void }) {
  const router = useRouter()
  const start = useMutation({
    mutationFn: () => unwrap(deleteConnection({ connectionId: id, typed: id })),
    // The page then shows the deletion that was started, as it would after a reload.
    onSuccess: () => router.refresh(),
  })
  return (
    <ConfirmDialog
      open
      onClose={onClose}
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
  )
}
