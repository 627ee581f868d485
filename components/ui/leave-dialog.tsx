import { ConfirmDialog } from './confirm-dialog'
import type { Leaving } from './use-unsaved-guard'

/** Asks whether unsaved changes may be lost. */
export function LeaveDialog({ open, onStay, onLeave }: Leaving) {
  return (
    <ConfirmDialog
      open={open}
      title="Leave without saving?"
      confirm="Leave without saving"
      onClose={onStay}
      onConfirm={onLeave}
    >
      <p>You have changes that are not saved. They are lost when you leave.</p>
    </ConfirmDialog>
  )
}
