'use client'

import { type ReactNode, useEffect, useState } from 'react'
import type { Problem } from '@/lib/model/problem'
import { Button } from './button'
import { Dialog } from './dialog'
import { ProblemNote } from './problem-note'
import { TextField } from './text-field'

/** Asks before something that cannot be taken back. With `typed`, the admin types that word to confirm. */
export function ConfirmDialog({
  open,
  onClose,
  title,
  confirm,
  typed,
  typedLabel,
  danger = true,
  pending = false,
  problem,
  onConfirm,
  children,
}: {
  open: boolean
  onClose: () => void
  title: string
  /** What the button does, as a verb: "Delete connection". */
  confirm: string
  typed?: string
  typedLabel?: string
  danger?: boolean
  pending?: boolean
  problem?: Problem | null
  onConfirm: () => void
  children: ReactNode
}) {
  const [text, setText] = useState('')
  useEffect(() => {
    if (!open) setText('')
  }, [open])
  const wrong = typed !== undefined && text.trim() !== typed
  const submit = () => {
    if (!wrong && !pending) onConfirm()
  }
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={title}
      busy={pending}
      footer={
        <>
          <Button onClick={onClose} disabledReason={pending ? 'Wait for the answer' : null}>
            Cancel
          </Button>
          <Button
            look={danger ? 'danger' : 'primary'}
            pending={pending}
            disabledReason={wrong ? `Type ${typed} to confirm` : null}
            onClick={submit}
          >
            {confirm}
          </Button>
        </>
      }
    >
      {children}
      {typed !== undefined && (
        <form
          onSubmit={(event) => {
            event.preventDefault()
            submit()
          }}
        >
          <TextField
            label={typedLabel ?? `Type ${typed} to confirm`}
            value={text}
            onChange={setText}
            mono
            autoFocus
          />
        </form>
      )}
      {problem && <ProblemNote problem={problem} />}
    </Dialog>
  )
}
