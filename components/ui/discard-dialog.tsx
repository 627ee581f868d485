'use client'

import { useMutation } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { ConfirmDialog } from './confirm-dialog'
import { problemOf } from './problem-of'

/** Asks before a draft is deleted. The children say what the editor goes back to. */
export function DiscardDialog({
  discard,
  onDiscarded,
  onClose,
  children,
}: {
  discard: () => Promise<unknown>
  onDiscarded: () => void
  onClose: () => void
  children: ReactNode
}) {
  const mutation = useMutation({ mutationFn: discard, onSuccess: onDiscarded })
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      title="Discard the draft?"
      confirm="Discard draft"
      pending={mutation.isPending}
      problem={problemOf(mutation.error)}
      onConfirm={() => mutation.mutate()}
    >
      <p>{children}</p>
    </ConfirmDialog>
  )
}
