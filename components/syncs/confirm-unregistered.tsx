'use client'

import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { unregisteredWarning } from '@/lib/model/debts/debt'

/** Asks before people data is sent that Graph drops. */
export function ConfirmUnregistered({
  open,
  onConfirm,
  onClose,
}: {
  open: boolean
  onConfirm: () => void
  onClose: () => void
}) {
  return (
    <ConfirmDialog
      open={open}
      title="Sync before it is registered?"
      confirm="Start anyway"
      danger={false}
      onConfirm={onConfirm}
      onClose={onClose}
    >
      <p>{unregisteredWarning} Graph accepts the items, and no profile shows them.</p>
      <p>All of them have to be sent again once it is registered. The console keeps that in mind.</p>
    </ConfirmDialog>
  )
}
