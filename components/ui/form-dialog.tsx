'use client'

import { type ReactNode, useId } from 'react'
import { Button } from './button'
import { Dialog } from './dialog'
import { LeaveDialog } from './leave-dialog'
import { ProblemNote } from './problem-note'
import type { FormState } from './use-form'

/** A dialog with one form: its fields, what the server refused, and the button that sends it. Asks before input is lost. */
export function FormDialog({
  form,
  title,
  submit,
  failed,
  wide,
  onClose,
  children,
}: {
  form: FormState
  title: string
  /** What the button does, as a verb: "Save rule". */
  submit: string
  /** What did not happen when the server refused: "The rule was not saved." */
  failed: string
  wide?: boolean
  onClose: () => void
  children: ReactNode
}) {
  const formId = useId()
  const close = () => form.ask(onClose)
  return (
    <Dialog
      open
      title={title}
      wide={wide}
      busy={form.pending}
      onClose={close}
      footer={
        <>
          <Button onClick={close}>Cancel</Button>
          <Button look="primary" type="submit" form={formId} pending={form.pending}>
            {submit}
          </Button>
        </>
      }
    >
      <form {...form.props} id={formId} className="grid gap-4">
        {children}
        {form.refused && <ProblemNote problem={form.refused} title={failed} />}
      </form>
      <LeaveDialog {...form.leaving} />
    </Dialog>
  )
}
