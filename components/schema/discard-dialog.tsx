'use client'

import { useMutation } from '@tanstack/react-query'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { problemOf } from '@/components/ui/problem-of'
import { unwrap } from '@/lib/web/fetch'
import { discardDraft } from './actions'

export function DiscardDialog({
  connectionId,
  registered,
  onDiscarded,
  onClose,
}: {
  connectionId: string
  /** Whether there is a registered schema to go back to. */
  registered: boolean
  onDiscarded: () => void
  onClose: () => void
}) {
  const discard = useMutation({
    mutationFn: () => unwrap(discardDraft({ connectionId })),
    onSuccess: onDiscarded,
  })
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      title="Discard the draft?"
      confirm="Discard draft"
      pending={discard.isPending}
      problem={problemOf(discard.error)}
      onConfirm={() => discard.mutate()}
    >
      <p>
        {registered
          ? 'The editor goes back to the registered schema.'
          : 'Nothing is registered yet, so the editor is empty afterwards.'}{' '}
        What you changed is lost.
      </p>
    </ConfirmDialog>
  )
}
