'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useEffectEvent, useState } from 'react'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { deleteItem } from './actions'
import { useItemChange } from './use-item-change'

/** Deletes an item from Graph, after a question. */
export function DeleteItem({
  connectionId,
  itemId,
  refused,
}: {
  connectionId: string
  itemId: string
  refused: string | null
}) {
  const router = useRouter()
  const [isAsking, setAsking] = useState(false)
  const { send, isBusy, over, problem } = useItemChange(deleteItem)
  const isDeleted = over?.status === 'done'
  const leave = useEffectEvent(() => router.push(`/connections/${encodeURIComponent(connectionId)}/items`))
  useEffect(() => {
    if (isDeleted) leave()
  }, [isDeleted])
  return (
    <>
      <Button look="danger" disabledReason={refused} onClick={() => setAsking(true)}>
        Delete
      </Button>
      <ConfirmDialog
        open={isAsking}
        title="Delete this item from Microsoft 365?"
        confirm="Delete item"
        typed={itemId}
        typedLabel={`Type the id ${itemId} to confirm`}
        pending={isBusy || isDeleted}
        problem={problem}
        onConfirm={() => send({ connectionId, itemId, typed: itemId })}
        onClose={() => setAsking(false)}
      >
        <p>It disappears from search and Copilot. As long as its source holds it, a run sends it again.</p>
      </ConfirmDialog>
    </>
  )
}
