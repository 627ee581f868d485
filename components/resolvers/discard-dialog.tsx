'use client'

import { useMutation } from '@tanstack/react-query'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { problemOf } from '@/components/ui/problem-of'
import { unwrap } from '@/lib/web/fetch'
import { discardResolverDraft } from './actions'

export function DiscardDialog({
  connectionId,
  onDiscarded,
  onClose,
}: {
  connectionId: string
  onDiscarded: () => void
  onClose: () => void
}) {
  const discard = useMutation({
    mutationFn: () => unwrap(discardResolverDraft({ connectionId })),
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
      <p>The editor goes back to the resolvers that Graph has. What you changed is lost; test cases stay.</p>
    </ConfirmDialog>
  )
}
